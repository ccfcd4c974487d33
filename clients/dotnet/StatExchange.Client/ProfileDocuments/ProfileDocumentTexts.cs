using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>What a document says of its figures and notes in words, the same in every form.</summary>
public static class ProfileDocumentTexts
{
    /// <summary>An instant as documents write it; empty for none.</summary>
    /// <param name="instant">The instant.</param>
    public static string InstantText(Timestamp? instant) => instant?.ToDateTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>An observation status, "E: Estimated value".</summary>
    /// <param name="document">The profile.</param>
    /// <param name="status">The letter.</param>
    public static string ObservationStatusText(this ProfileDocument document, char status)
    {
        ArgumentNullException.ThrowIfNull(document);
        return $"{status}: {document.Statuses.GetValueOrDefault($"{status}")}";
    }

    /// <summary>Why a figure is not public; empty for one that is.</summary>
    /// <param name="document">The profile.</param>
    /// <param name="status">The letter of its confidentiality status.</param>
    /// <param name="isRestricted">Whether it has a value that not everybody is shown.</param>
    public static string ConfidentialityText(this ProfileDocument document, char status, bool isRestricted)
    {
        ArgumentNullException.ThrowIfNull(document);
        return status != DataStructureDefinition.FreeStatus ? $"{status}: {document.ConfidentialityStatuses.GetValueOrDefault($"{status}")}"
            : isRestricted ? document.Words.NotPublic : "";
    }

    /// <summary>What there is to say of what one side reports: why it has no value, its statuses when they are not the normal ones, that it is incomplete.</summary>
    /// <param name="document">The profile.</param>
    /// <param name="figure">The figure.</param>
    public static string RemarksOn(this ProfileDocument document, ProfileMirrorFigure figure)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(figure);
        var words = document.Words;
        var state = figure.State switch
        {
            PartState.Included => "",
            PartState.Incomplete => words.Incomplete,
            PartState.NotReported => words.NotReported,
            PartState.Suppressed => words.Suppressed,
            PartState.ProviderAmbiguous => words.SeveralProviders,
            _ => words.WithoutValue,
        };

        // That it is not shown says all that the status of what is suppressed does.
        var status = figure.Status is not { } letter || letter == DataStructureDefinition.NormalStatus || figure.State == PartState.Suppressed ? "" : document.ObservationStatusText(letter);
        string[] remarks = [state, status, document.ConfidentialityText(figure.ConfidentialityStatus, figure.IsRestricted)];
        return string.Join("; ", remarks.Where(remark => remark.Length > 0));
    }

    /// <summary>How an organisation makes its figures, line by line with the name of each.</summary>
    /// <param name="document">The profile.</param>
    /// <param name="note">The organisation's note.</param>
    public static IEnumerable<(string Name, ProfileText Text)> LinesOf(this ProfileDocument document, MethodologyNote note)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(note);
        var words = document.Words;
        (string, ProfileText)[] lines =
        [
            (words.SourceType, new ProfileText(words.SourceTypes.GetValueOrDefault(note.SourceType, ""), document.Language)),
            .. new[]
            {
                (words.Definition, note.Definition), (words.CountingRules, note.CountingRules), (words.Deviations, note.Deviations), (words.Coverage, note.Coverage), (words.Source, note.Source),
            }.Select(line => (line.Item1, ProfileText.Of(line.Item2, document.Language))),
        ];
        return lines;
    }
}
