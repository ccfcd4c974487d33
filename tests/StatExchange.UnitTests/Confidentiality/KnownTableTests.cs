using StatExchange.TestTables;

namespace StatExchange.UnitTests.Confidentiality;

/// <summary>Tables whose protection can be worked out by hand.</summary>
public sealed class KnownTableTests
{
    private const string Births = "CTX_POP_TOT";
    private const string Trafficking = "THB_VICT_TOT";
    private const string Entries = "BRD_ENTRY_TOT";
    private const string FromGeorgia = $"{Entries} COUNTERPART_AREA=GE";

    private readonly ProtectedTable _table = new();

    [Fact]
    public void Nothing_is_hidden_where_nothing_needs_to_be()
    {
        Release((Births, 30), ($"{Births} SEX=F", 10), ($"{Births} SEX=M", 20));
        Assert.All(_table.Letters, letters => Assert.Empty(letters));
    }

    [Fact]
    public void A_sibling_protects_and_the_total_stays()
    {
        Release((Births, 60), ($"{Births} SEX=F", new(10, 'C')), ($"{Births} SEX=M", 20), ($"{Births} SEX=_O", 30));
        Assert.Equal(('C', 'S', null, null), (_table.Letter($"{Births} SEX=F"), _table.Letter($"{Births} SEX=M"), _table.Letter($"{Births} SEX=_O"), _table.Letter(Births)));
    }

    [Fact]
    public void In_a_table_of_two_breakdowns_four_cells_protect_each_other()
    {
        Release(
            (Births, 100), ($"{Births} SEX=F", 40), ($"{Births} SEX=M", 60), ($"{Births} AGE=Y_LT15", 30), ($"{Births} AGE=Y15T64", 50), ($"{Births} AGE=Y_GE65", 20),
            ($"{Births} SEX=F AGE=Y_LT15", new(10, 'N')), ($"{Births} SEX=F AGE=Y15T64", 22), ($"{Births} SEX=F AGE=Y_GE65", 8),
            ($"{Births} SEX=M AGE=Y_LT15", 20), ($"{Births} SEX=M AGE=Y15T64", 28), ($"{Births} SEX=M AGE=Y_GE65", 12));
        Assert.Equal(
            [$"{Births} SEX=F AGE=Y_GE65", $"{Births} SEX=M AGE=Y_GE65", $"{Births} SEX=M AGE=Y_LT15"],
            _table.Hidden('S').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_total_that_nobody_reported_gives_nothing_away()
    {
        Release(
            ($"{Births} SEX=F", new(40, 'C')), ($"{Births} SEX=M", 60),
            ($"{Births} AGE=Y_LT15", 30), ($"{Births} AGE=Y15T64", 50), ($"{Births} AGE=Y_GE65", 20));
        Assert.Single(_table.Hidden('S'));
    }

    [Fact]
    public void A_level_that_nobody_reported_gives_nothing_away()
    {
        Release(
            (Births, 100), ($"{Births} AGE=Y_LT15", new(30, 'C')), ($"{Births} AGE=Y15T24", 20), ($"{Births} AGE=Y25T64", 30), ($"{Births} AGE=Y_GE65", 20));
        Assert.Single(_table.Hidden('S'));
    }

    [Fact]
    public void A_hidden_age_group_is_protected_at_its_own_level()
    {
        Release(
            (Births, 100), ($"{Births} AGE=Y_LT15", 30), ($"{Births} AGE=Y15T64", 50), ($"{Births} AGE=Y_GE65", 20),
            ($"{Births} AGE=Y15T24", new(15, 'C')), ($"{Births} AGE=Y25T64", 35));
        Assert.Equal([$"{Births} AGE=Y25T64"], _table.Hidden('S'));
    }

    [Fact]
    public void A_single_detail_takes_its_total_with_it()
    {
        Release((Entries, 500), (FromGeorgia, new(500, 'C')));
        Assert.Equal([Entries], _table.Hidden('S'));
    }

    [Fact]
    public void A_total_of_which_details_are_missing_gives_nothing_away()
    {
        Release((Entries, 90_000), (FromGeorgia, new(500, 'C')));
        Assert.Empty(_table.Hidden('S'));
    }

    [Fact]
    public void Groups_of_areas_are_no_details()
    {
        Release((Entries, 90), (FromGeorgia, new(40, 'C')), ($"{Entries} COUNTERPART_AREA=UA", 30), ($"{Entries} COUNTERPART_AREA=KZ", 20), ($"{Entries} COUNTERPART_AREA=CIS", 50));
        Assert.Equal([$"{Entries} COUNTERPART_AREA=KZ"], _table.Hidden('S'));
    }

    [Fact]
    public void A_quarter_is_protected_in_its_year_and_its_months()
    {
        var quarters = new (string, int, Figure)[] { (Q, 8080, new(60, 'C')), (Q, 8081, 200), (Q, 8082, 300), (Q, 8083, 100) };
        var months = Enumerable.Range(0, 3).Select(month => (M, (2020 * 12) + month, new Figure(10m * (month + 1))));
        Release([.. quarters, .. months, (Entries, 2020, 660)]);
        Assert.Equal(2, Enumerable.Range(0, 3).Count(month => _table.Letter(M, (2020 * 12) + month) == 'S') + (_table.Letter(Q, 8083) == 'S' ? 1 : 0));
        Assert.Null(_table.Letter(Entries));
    }

    private static string Q => $"{Entries} FREQ=Q";

    private static string M => $"{Entries} FREQ=M";

    [Fact]
    public void Stocks_do_not_add_up_over_time()
    {
        Release(("ASY_PENDING", 2020, new(60, 'C')), ("ASY_PENDING FREQ=Q", 8080, 20), ("ASY_PENDING FREQ=Q", 8081, 20), ("ASY_PENDING FREQ=Q", 8082, 20));
        Assert.Empty(_table.Hidden('S'));
    }

    [Theory]
    [InlineData('C', 'F', "ASY_PENDING FREQ=M")]
    [InlineData('F', 'C', "ASY_PENDING")]
    public void A_stock_at_the_end_of_a_year_is_that_of_its_last_month(char year, char month, string protects)
    {
        Release(("ASY_PENDING", 2020, new(60, year)), ("ASY_PENDING FREQ=M", (2020 * 12) + 10, 55), ("ASY_PENDING FREQ=M", (2020 * 12) + 11, new(60, month)));
        Assert.Equal([protects], _table.Hidden('S'));
    }

    [Fact]
    public void A_balance_does_not_tell_what_it_was_made_of()
    {
        Release(("MIG_NET", -20), ("MIG_IMM_TOT", new(100, 'C')), ("MIG_EMI_TOT", 120));
        Assert.Single(_table.Hidden('S'));
    }

    [Fact]
    public void A_hidden_balance_is_not_told_by_what_it_is_made_of()
    {
        Release(("MIG_NET", new(-20, 'C')), ("MIG_IMM_TOT", 100), ("MIG_EMI_TOT", 120));
        Assert.Equal(["MIG_IMM_TOT"], _table.Hidden('S'));
    }

    [Theory]
    [InlineData("ASY_DEC_POS")]
    [InlineData("ASY_DEC_FIRST")]
    public void A_rate_goes_with_a_hidden_count_that_it_is_made_of(string hidden)
    {
        Release(("ASY_RECOG_RATE", 25), ("ASY_DEC_POS", new(25, hidden == "ASY_DEC_POS" ? 'C' : 'F')), ("ASY_DEC_FIRST", new(100, hidden == "ASY_DEC_FIRST" ? 'C' : 'F')));
        Assert.Equal(["ASY_RECOG_RATE"], _table.Hidden('S'));
    }

    [Fact]
    public void A_rate_goes_with_a_hidden_count_that_its_published_formula_takes()
    {
        Release(
            ("ASY_RECOG_RATE", 25), ("ASY_DEC_FIRST", 200), ("ASY_DEC_FIRST DECISION=GENCONV", new(20, 'C')), ("ASY_DEC_FIRST DECISION=COMPL", 30),
            ("ASY_DEC_FIRST DECISION=REJ", 100), ("ASY_DEC_FIRST DECISION=TEMP", 50));
        Assert.Contains("ASY_RECOG_RATE", _table.Hidden('S'));
    }

    [Fact]
    public void A_hidden_rate_takes_its_numerator_with_it()
    {
        Release(("ASY_RECOG_RATE", new(25, 'C')), ("ASY_DEC_POS", 25), ("ASY_DEC_FIRST", 100));
        Assert.Equal(["ASY_DEC_POS"], _table.Hidden('S'));
    }

    [Fact]
    public void Small_counts_are_hidden_and_zeros_are_not()
    {
        Release((Trafficking, 54), ($"{Trafficking} SEX=F", 50), ($"{Trafficking} SEX=M", 4), ($"{Trafficking} SEX=_O", 0));
        Assert.Equal((null, 'S', 'A', null), (_table.Letter(Trafficking), _table.Letter($"{Trafficking} SEX=F"), _table.Letter($"{Trafficking} SEX=M"), _table.Letter($"{Trafficking} SEX=_O")));
    }

    [Fact]
    public void Ones_that_their_total_would_tell_are_protected_by_hiding_it()
    {
        string[] forms = ["FLAB", "SEXEX", "BEGG", "OTHER", "REMOV"];
        var known = TestCatalogue.Snapshot.Codelist("CL_EXPLOITATION_FORM").Codes.Where(code => code.Parent == "_T").Take(forms.Length);
        Release([(Trafficking, 2020, 5), .. known.Select(form => ($"{Trafficking} EXPLOITATION_FORM={form.Code}", 2020, (Figure)1))]);
        Assert.Equal(('S', forms.Length), (_table.Letter(Trafficking), _table.Hidden('A').Count));
    }

    [Fact]
    public void A_hidden_zero_is_not_told_by_a_total_of_the_other()
    {
        Release((Births, 20), ($"{Births} SEX=F", new(0, 'C')), ($"{Births} SEX=M", 20));
        Assert.Single(_table.Hidden('S'));
    }

    [Fact]
    public void Hidden_zeros_alone_take_their_total_with_them()
    {
        Release((Births, 0), ($"{Births} SEX=F", new(0, 'C')), ($"{Births} SEX=M", new(0, 'C')));
        Assert.Equal('S', _table.Letter(Births));
    }

    [Fact]
    public void A_revision_of_the_total_alone_does_not_tell_the_difference()
    {
        // In the first release the total is hidden for the sake of the single detail; later a second detail could do it instead, but
        // the first total, which is replaced, was equal to a detail that is as it was.
        Release((Entries, 500), (FromGeorgia, new(500, 'C')));
        Release((Entries, 800), ($"{Entries} COUNTERPART_AREA=UA", 300));
        Assert.Equal(('C', 1), (_table.Letter(FromGeorgia), _table.Hidden('S').Count));
    }

    [Fact]
    public void What_is_free_again_is_shown_and_what_protected_it_too()
    {
        Release((Births, 60), ($"{Births} SEX=F", new(10, 'C')), ($"{Births} SEX=M", 20), ($"{Births} SEX=_O", 30));
        Release(($"{Births} SEX=F", 10));
        Assert.All(_table.Letters, letters => Assert.Empty(letters));
    }

    [Fact]
    public void What_was_hidden_and_then_replaced_stays_protected()
    {
        Release((Births, 60), ($"{Births} SEX=F", new(10, 'C')), ($"{Births} SEX=M", 20), ($"{Births} SEX=_O", 30));
        Release((Births, 62), ($"{Births} SEX=F", 12));
        Assert.Equal((null, 'S', 2), (_table.Letter(Births), _table.Letter($"{Births} SEX=M"), _table.Hidden('S').Count));
    }

    [Fact]
    public void What_protected_before_protects_further()
    {
        Release((Births, 60), ($"{Births} SEX=F", new(10, 'C')), ($"{Births} SEX=M", 20), ($"{Births} SEX=_O", 30));
        Release((Births, 41), ($"{Births} SEX=_O", 11));
        Assert.Equal([$"{Births} SEX=M"], _table.Hidden('S'));
    }

    [Fact]
    public void A_large_table_with_few_hidden_cells_is_quick()
    {
        var areas = TestCatalogue.Snapshot.Codelist("CL_AREA").Codes.Where(code => code.Code.Length == 2 && code.Code[0] != '_').Take(200).Select(code => code.Code).ToArray();
        string[] sexes = ["F", "M"], ages = ["Y_LT15", "Y15T64", "Y_GE65"];
        var figures = new Dictionary<(string, int), int>();
        for (var year = 2000; year < 2025; year++)
        {
            foreach (var (index, area) in areas.Index())
            {
                foreach (var sex in sexes)
                {
                    foreach (var age in ages)
                    {
                        var value = 1000 + (index * 7) + (year % 13) + sex.Length + age.Length;
                        foreach (var a in new[] { $" COUNTERPART_AREA={area}", "" })
                        {
                            foreach (var s in new[] { $" SEX={sex}", "" })
                            {
                                foreach (var g in new[] { $" AGE={age}", "" })
                                    figures[($"MIG_IMM_TOT{a}{s}{g}", year)] = figures.GetValueOrDefault(($"MIG_IMM_TOT{a}{s}{g}", year)) + value;
                            }
                        }
                    }
                }
            }
        }

        var hidden = areas.Take(10).Select((area, index) => ($"MIG_IMM_TOT COUNTERPART_AREA={area} SEX=F AGE=Y_LT15", 2000 + (2 * index))).ToHashSet();
        _table.Release(figures.Select(figure => (figure.Key.Item1, figure.Key.Item2, (Figure?)new Figure(figure.Value, hidden.Contains(figure.Key) ? 'C' : 'F'))));
        Assert.Equal((10, 70), (_table.Letters.Sum(letters => letters.Count(entry => entry.Value == 'C')), _table.Letters.Sum(letters => letters.Count(entry => entry.Value == 'S'))));
    }

    [Fact]
    public void What_equations_fix_only_together_is_found()
    {
        // In the last release 38 less 34 left 4 to the women's other quarters. The year before had these and the second quarter as well, and was a
        // small count, so that it could only be 4 and the quarter 0: no single equation with figures on show says so.
        string[] table =
        [
            "|2020|84 44 102 102", " FREQ=Q|8080|37 37 37C 37C", " FREQ=Q|8081|0 0 58 58C", " FREQ=Q|8082|4 4 4 4", " FREQ=Q|8083|43 3 3 3",
            " SEX=F|2020|44 4 38 38", " SEX=F FREQ=Q|8080|0 0 0 0", " SEX=F FREQ=Q|8081|0 0 34 34", " SEX=F FREQ=Q|8082|4 4 4 4", " SEX=F FREQ=Q|8083|40 0 0 0",
            " SEX=M|2020|40 40 64 64", " SEX=M FREQ=Q|8080|37 37 37 37", " SEX=M FREQ=Q|8081|0 0 24 24", " SEX=M FREQ=Q|8082|0 0 0 0", " SEX=M FREQ=Q|8083|3 3 3 3",
        ];
        for (var release = 0; release < 4; release++)
        {
            Release([.. table.Select(row => row.Split('|')).Select(cells => (
                $"THB_VICT_TOT{cells[0]}", int.Parse(cells[1]), cells[2].Split(' ')[release] is var value && value.EndsWith('C')
                    ? new Figure(int.Parse(value[..^1]), 'C') : new Figure(int.Parse(value))))]);
        }

        Assert.True(_table.IsHidden("THB_VICT_TOT SEX=F", 2020, 3) || _table.IsHidden("THB_VICT_TOT SEX=F FREQ=Q", 8081, 3));
    }

    private void Release(params (string Key, Figure Figure)[] figures) => _table.Release(figures.Select(figure => (figure.Key, 2020, (Figure?)figure.Figure)));

    private void Release(params (string Key, int Period, Figure Figure)[] figures) => _table.Release(figures.Select(figure => (figure.Key, figure.Period, (Figure?)figure.Figure)));
}
