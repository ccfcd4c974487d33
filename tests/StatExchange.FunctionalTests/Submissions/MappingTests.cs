using Grpc.Core;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>What an office sends in its own terms is read by its mapping, and kept beside what it became.</summary>
public sealed class MappingTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private const string Office = "KZ.BNS";

    /// <summary>The rules that only uploads by a mapping can raise.</summary>
    internal static IReadOnlyList<FindingRule> Rules { get; } =
        [FindingRule.UnmappedCode, FindingRule.LeftOutByMapping, FindingRule.SumWithoutValue];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Codes_areas_and_units_become_the_catalogues()
    {
        var mapping = await SaveAsync(Labour());
        var submission = await UploadAsync(
            mapping, OpenSubmission(mapping),
            Sent("2017", 2460.2m, ("what", "labour force"), ("country", "KAZ"), ("sex", "жен."), ("unit", "thousand persons")),
            Sent("2017", 1_234_567m, ("what", "labour force"), ("country", "KAZ"), ("sex", "муж."), ("unit", "persons")));
        await AssertNoFindingsAsync(submission);
        await PublishAsync(submission);
        Assert.Equal("2017=2460.2", await ReadAsync("CTX_LF_TOT", "F"));
        Assert.Equal("2017=1234.567", await ReadAsync("CTX_LF_TOT", "M"));
    }

    [Fact]
    public async Task All_unmapped_codes_are_found_at_once_with_what_may_be_meant()
    {
        var mapping = await SaveAsync(Labour());
        var submission = await UploadAsync(
            mapping, OpenSubmission(mapping),
            InRow(2, Sent("2017", 1, ("what", "labour farce"), ("country", "Kasachstan"), ("sex", "F"), ("unit", "persons"))),
            InRow(3, Sent("2018", 1, ("what", "labour force"), ("country", "KZ"), ("sex", "women"), ("unit", "bushels"))));
        Assert.Equal(SubmissionState.Refused, submission.State);
        var found = (await FindingsAsync(submission)).Where(finding => finding.Rule == FindingRule.UnmappedCode);
        Assert.Equal(
            [
                (2, "INDICATOR", "labour farce"), (2, "REF_AREA", "Kasachstan"), (3, "SEX", "women"), (3, "UNIT_MEASURE", "bushels"),
            ],
            found.Select(finding => (finding.Row, finding.Concept, finding.Value)).Order());
    }

    [Fact]
    public async Task What_the_mapping_leaves_out_is_said_and_nothing_else_of_the_row()
    {
        var mapping = await SaveAsync(Labour());
        var submission = await UploadAsync(
            mapping, OpenSubmission(mapping),
            Sent("2017", 5, ("what", "labour force"), ("country", "KG"), ("sex", "F"), ("unit", "persons")),
            InRow(3, Sent("2017", 1, ("what", "X_SURVEY"), ("country", "nowhere"), ("sex", "F"), ("unit", "bushels"))),
            InRow(4, Sent("2018", null, ("what", "labour force"), ("country", "KG"), ("sex", "F"), ("unit", "persons"))));
        Assert.Equal((SubmissionState.Received, 0, 2, 2), (submission.State, submission.Errors, submission.Information, submission.ObservationsLeftOut));
        var findings = await FindingsAsync(submission);
        Assert.Equal([(3, "INDICATOR", "X_SURVEY"), (4, "OBS_VALUE", "")], findings.Select(finding => (finding.Row, finding.Concept, finding.Value)));
        Assert.All(findings, finding => Assert.Equal((FindingRule.LeftOutByMapping, FindingSeverity.Information), (finding.Rule, finding.Severity)));
        await PublishAsync(submission);
        Assert.Equal("2017=0.005", await ReadAsync("CTX_LF_TOT", "F", area: "KG"));
    }

    [Fact]
    public async Task What_stands_for_a_gap_becomes_its_status()
    {
        var mapping = await SaveAsync(Labour());
        var gap = Sent("2016", null, ("what", "labour force"), ("country", "TJ"), ("sex", "F"), ("unit", "persons"));
        gap.RawCells.Add(new RawCell { Concept = "OBS_VALUE", Text = ":" });
        var submission = await UploadAsync(mapping, OpenSubmission(mapping), gap);
        await AssertNoFindingsAsync(submission);
        await PublishAsync(submission);
        Assert.Equal("2016=O", await ReadAsync("CTX_LF_TOT", "F", "2016", "TJ"));
    }

    [Fact]
    public async Task Rows_that_are_more_detailed_are_summed_across_pieces_and_within_them()
    {
        var map = Labour();
        map.RepeatedObservations = RepeatedObservations.Sum;
        map.Components.Remove(map.Components.Single(component => component.Concept == "OBS_VALUE"));
        var mapping = await SaveAsync(map);
        (string, string)[] cells = [("what", "employed"), ("country", "KZ"), ("sex", ""), ("unit", "thousand persons")];
        var twice = Sent("2017", 1.5m, cells);
        twice.Series.Periods.Add(2017);
        twice.Series.Values.Add(20);
        twice.Series.ObsStatus = "..";
        twice.Rows.Add(3);
        var first = await UploadAsync(mapping, OpenSubmission(mapping), twice, InRow(9, Sent("2017", 100, cells)));
        await AssertNoFindingsAsync(first);
        await PublishAsync(first);
        Assert.Equal("2017=103.5", await ReadAsync("CTX_EMP_TOT", "_T"));

        // A sum replaces what is published; it is not added to it.
        await PublishAsync(await UploadAsync(mapping, OpenSubmission(mapping), Sent("2017", 104, cells)));
        Assert.Equal("2017=104", await ReadAsync("CTX_EMP_TOT", "_T"));

        var gap = await UploadAsync(mapping, OpenSubmission(mapping), Sent("2017", null, cells));
        Assert.Contains(await FindingsAsync(gap), finding => finding.Rule == FindingRule.SumWithoutValue && finding.Row == 2);
    }

    [Fact]
    public async Task A_period_that_is_none_of_the_mapped_frequency_is_found_as_it_was_written()
    {
        var map = Labour();
        map.Components.Add(new ComponentMap { Concept = "FREQ", Fixed = "A" });
        var mapping = await SaveAsync(map);
        var quarter = Sent("2017-Q2", 1, ("what", "labour force"), ("country", "KZ"), ("unit", "persons"));
        var finding = Assert.Single(await FindingsAsync(await UploadAsync(mapping, OpenSubmission(mapping), quarter)));
        Assert.Equal((FindingRule.PeriodNotOfFrequency, "2017-Q2"), (finding.Rule, finding.Value));
    }

    [Fact]
    public async Task A_period_in_the_offices_own_way_is_read_by_a_pattern()
    {
        var map = Labour();
        map.Components.Single(component => component.Concept == "TIME_PERIOD").Codes.Add(
            new CodeMap { Values = { @"(\d{4}) г\." }, IsPattern = true, Code = "$1" });
        var mapping = await SaveAsync(map);
        var piece = Sent("2017", 7, ("what", "labour force"), ("country", "UZ"), ("sex", "M"), ("unit", "thousand persons"));
        (piece.Series.Periods[0], piece.Series.Key.Freq) = (0, "");
        piece.RawCells.Add(new RawCell { Concept = "TIME_PERIOD", Text = "2014 г." });
        var submission = await UploadAsync(mapping, OpenSubmission(mapping), piece);
        await AssertNoFindingsAsync(submission);
        await PublishAsync(submission);
        Assert.Equal("2014=7", await ReadAsync("CTX_LF_TOT", "M", "2014", "UZ"));
    }

    [Fact]
    public async Task A_version_never_changes_and_saying_the_same_makes_none()
    {
        var map = Labour();
        map.MappingId = "VERSIONS";
        var first = await SaveAsync(map);
        Assert.Equal((1, 1), (first.Version, (await SaveAsync(map)).Version));
        map.Description = "corrected";
        Assert.Equal(2, (await SaveAsync(map)).Version);
        var request = new GetMappingRequest { Organisation = Office, MappingId = "VERSIONS", Version = 1 };
        Assert.Equal(first, (await exchange.Server.Mappings.GetMappingAsync(request, cancellationToken: Cancellation)).Mapping);
        var listed = await exchange.Server.Mappings.ListMappingsAsync(new ListMappingsRequest { Organisation = Office }, cancellationToken: Cancellation);
        Assert.Equal(2, Assert.Single(listed.Mappings, mapping => mapping.MappingId == "VERSIONS").Version);
    }

    [Fact]
    public async Task Mappings_are_listed_by_pages_without_loss_or_repetition()
    {
        string[] names = ["PAGED_1", "PAGED_2", "PAGED_3"];
        foreach (var name in names)
        {
            var map = Labour();
            map.MappingId = name;
            await SaveAsync(map);
        }

        var listed = new List<string>();
        var request = new ListMappingsRequest { Organisation = Office, PageSize = 2 };
        do
        {
            var page = await exchange.Server.Mappings.ListMappingsAsync(request, cancellationToken: Cancellation);
            listed.AddRange(page.Mappings.Select(mapping => mapping.MappingId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(names, listed.Where(name => name.StartsWith("PAGED_", StringComparison.Ordinal)));
        Assert.Equal(listed.Distinct(), listed);
    }

    [Fact]
    public async Task An_unknown_mapping_names_the_nearest_and_opens_nothing()
    {
        await SaveAsync(Labour());
        var opening = OpenSubmission(new StructureMap { Organisation = Office, MappingId = "LABOR" });
        var failure = Failure.Of(await Assert.ThrowsAsync<RpcException>(async () => await exchange.Server.Submissions.OpenSubmissionAsync(
            opening, cancellationToken: Cancellation)));
        Assert.Equal(("MAPPING_NOT_FOUND", "LABOUR"), (failure.Reason, failure.Metadata["nearest"]));
    }

    [Fact]
    public async Task All_faults_of_a_mapping_are_named_at_once_and_it_is_not_saved()
    {
        var map = Labour();
        map.MappingId = "a b";
        map.Components[0].Codes.Add(new CodeMap { Values = { "x", "y" }, Code = "CTX_LF_TOTAL" });
        map.Components.Add(new ComponentMap { Concept = "COUNTRY", Columns = { "country" } });
        map.Components.Add(new ComponentMap { Concept = "AGE", Columns = { "age" }, Codes = { new CodeMap { Values = { "(" }, IsPattern = true } } });
        var failure = Failure.Of(await Assert.ThrowsAsync<RpcException>(() => SaveAsync(map)));
        Assert.Equal("MAPPING_INVALID", failure.Reason);
        Assert.Equal(
            [
                "mapping.components[0].codes[4].code", "mapping.components[0].codes[4].values", "mapping.components[7].concept",
                "mapping.components[8].codes[0].values", "mapping.mapping_id",
            ],
            failure.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Patterns_are_few_and_match_whole_cells()
    {
        var map = Labour();
        map.MappingId = "PATTERNS";
        map.Components[0].Codes.Add(new CodeMap { Values = { "a)|(?:b" }, IsPattern = true, Code = "CTX_POP_TOT" });
        Assert.Equal("MAPPING_INVALID", Failure.Of(await Assert.ThrowsAsync<RpcException>(() => SaveAsync(map))).Reason);
        map = Labour();
        map.Components[0].Codes.AddRange(Enumerable.Range(0, 200).Select(number => new CodeMap { Values = { $"x{number}[a-z]*" }, IsPattern = true, Code = "CTX_POP_TOT" }));
        Assert.Equal(["mapping"], Failure.Of(await Assert.ThrowsAsync<RpcException>(() => SaveAsync(map))).Fields);
    }

    [Fact]
    public async Task A_unit_is_converted_though_another_code_is_unmapped()
    {
        var mapping = await SaveAsync(Labour());
        var submission = await UploadAsync(
            mapping, OpenSubmission(mapping), Sent("2017", 1, ("what", "labour force"), ("country", "Kasachstan"), ("unit", "persons")));
        Assert.Equal(FindingRule.UnmappedCode, Assert.Single(await FindingsAsync(submission)).Rule);
    }

    private static StructureMap Labour() => new()
    {
        Organisation = Office,
        MappingId = "LABOUR",
        Figures = { new FiguresMap { Column = "value" } },
        Components =
        {
            new ComponentMap
            {
                Concept = "INDICATOR",
                Columns = { "what" },
                Codes =
                {
                    new CodeMap { Values = { "labour force" }, Code = "CTX_LF_TOT" },
                    new CodeMap { Values = { "employed" }, Code = "CTX_EMP_TOT" },
                    new CodeMap { Values = { "X_.*" }, IsPattern = true, LeavesOut = true },
                    new CodeMap { Values = { "total|итого" }, IsPattern = true, Code = "CTX_POP_TOT" },
                },
            },
            new ComponentMap { Concept = "REF_AREA", Columns = { "country" }, AcceptsAliases = true },
            new ComponentMap
            {
                Concept = "SEX",
                Columns = { "sex" },
                Codes = { new CodeMap { Values = { "жен." }, Code = "F" }, new CodeMap { Values = { "муж." }, Code = "M" } },
            },
            new ComponentMap
            {
                Concept = "UNIT_MEASURE",
                Columns = { "unit" },
                Codes = { new CodeMap { Values = { "(thousand )?persons" }, IsPattern = true, Code = "PERSON" } },
            },
            new ComponentMap
            {
                Concept = "UNIT_MULT",
                Columns = { "unit" },
                Codes =
                {
                    new CodeMap { Values = { "thousand .*" }, IsPattern = true, Code = "3" },
                    new CodeMap { Values = { ".*" }, IsPattern = true, Code = "0" },
                },
            },
            new ComponentMap { Concept = "TIME_PERIOD", Columns = { "year" } },
            new ComponentMap
            {
                Concept = "OBS_VALUE",
                Codes = { new CodeMap { Values = { ":" }, Code = "O" }, new CodeMap { Values = { "" }, LeavesOut = true } },
            },
        },
    };

    private static StagedSeries Sent(string period, decimal? value, params (string Column, string Text)[] cells)
    {
        var frequency = TimePeriod.Parse(period).Frequency.Code;
        var piece = Append(Series(new SeriesKey { Freq = frequency }, At(period, value, '.')));
        piece.Origin = new SeriesOrigin();
        piece.Origin.Cells.AddRange(cells.Select(cell => new SourceCell { Column = cell.Column, Text = cell.Text }));
        return piece;
    }

    private static StagedSeries InRow(int row, StagedSeries piece) => StructuralFindingsCase.InRow(row, piece);

    private static OpenSubmissionRequest OpenSubmission(StructureMap mapping) => new()
    {
        Organisation = mapping.Organisation,
        ClientToken = $"{Guid.NewGuid()}",
        MappingId = mapping.MappingId,
        MappingVersion = mapping.Version,
    };

    private async Task<StructureMap> SaveAsync(StructureMap mapping) =>
        (await exchange.Server.Mappings.SaveMappingAsync(new SaveMappingRequest { Mapping = mapping }, cancellationToken: Cancellation)).Mapping;

    private async Task<Submission> UploadAsync(StructureMap mapping, OpenSubmissionRequest opening, params StagedSeries[] pieces)
    {
        var opened = (await exchange.Server.Submissions.OpenSubmissionAsync(opening, cancellationToken: Cancellation)).Submission;
        Assert.Equal((mapping.MappingId, mapping.Version), (opened.MappingId, opened.MappingVersion));
        using var stream = await UploadStream.StartAsync(exchange.Server, opened.SubmissionId);
        await stream.StageAsync(1, pieces);
        return await stream.EndAsync(1, pieces.Sum(piece => piece.Series.Periods.Count));
    }

    private async Task<IReadOnlyList<Finding>> FindingsAsync(Submission submission) => (await exchange.Server.Submissions.ListFindingsAsync(
        new ListFindingsRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation)).Findings;

    private async Task AssertNoFindingsAsync(Submission submission)
    {
        Assert.Empty(await FindingsAsync(submission));
        Assert.Equal(SubmissionState.Received, submission.State);
    }

    private async Task PublishAsync(Submission submission)
    {
        if (submission.UnjustifiedWarnings > 0)
        {
            await exchange.Server.Submissions.JustifyWarningsAsync(
                new JustifyWarningsRequest { SubmissionId = submission.SubmissionId, Text = "a test" }, cancellationToken: Cancellation);
        }

        await exchange.Server.Submissions.PublishSubmissionAsync(
            new PublishSubmissionRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation);
    }

    private Task<string> ReadAsync(string indicator, string sex, string period = "2017", string area = "KZ") => exchange.Client.ReadTextAsync(
        new SeriesQuery { StartPeriod = period, EndPeriod = period }.Where("INDICATOR", indicator).Where("DATA_PROVIDER", Office).Where("SEX", sex)
            .Where("REF_AREA", area));
}
