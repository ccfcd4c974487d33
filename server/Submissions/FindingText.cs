using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>Says in words what is wrong and what to do about it.</summary>
internal static class FindingText
{
    /// <summary>The message and the remedy of a finding.</summary>
    public static (string Message, string Remedy) Describe(FindingRecord finding)
    {
        var (concept, value, expected) = (finding.Concept, finding.Value, finding.Expected);
        return finding.Rule switch
        {
            FindingRule.UnknownCode => (
                $"'{value}' is no code of {concept}.",
                expected.Length > 0 ? $"Did you mean '{expected}'? `statx codes` lists the valid codes." : "Use a valid code; `statx codes` lists them."),
            FindingRule.MissingDimension => ($"{concept} is empty.", $"Fill in {concept}: every row needs it."),
            FindingRule.DimensionNotOfIndicator when expected == DataStructureDefinition.Total => (
                $"{concept} is '{value}' (not applicable), but the indicator is broken down by it.",
                $"Write the code, or '{expected}' or nothing for the total."),
            FindingRule.DimensionNotOfIndicator => (
                $"The indicator is not broken down by {concept}, but '{value}' is stated.",
                $"Leave {concept} empty, or use an indicator that has it."),
            FindingRule.ForeignProvider => (
                $"The figures are of '{value}', but {expected} submits them.",
                $"Leave {concept} empty or write {expected}; another organisation's figures are its own to submit."),
            FindingRule.WrongDataflow => (
                $"The row is for '{value}', but the submission is for {expected}.", $"Write {expected}, or submit to the service of that dataflow."),
            FindingRule.PeriodNotOfFrequency => (
                $"'{value}' is no period of the row's frequency.",
                expected.Length > 0 ? $"Write a period like {expected}, or correct FREQ." : "Correct FREQ and the period."),
            FindingRule.ValueMissing => (
                $"There is no value, but the status '{expected}' requires one.",
                "Write the value; or, for a gap, a status that says why: L not collected, M cannot exist, O missing, Q suppressed."),
            FindingRule.ValueForbidden => (
                $"The value {value} is stated, but the status '{expected}' says that there is none.",
                "Remove the value, or write a status that goes with one: A normal, E estimated, P provisional."),
            FindingRule.NotANumber => ($"'{value}' is no number.", "Write digits with a decimal point, without spaces or separators of thousands."),
            FindingRule.TooManyDecimals when concept == "DECIMALS" => ($"DECIMALS is '{value}'.", "Write a whole number from 0 to 15."),
            FindingRule.TooManyDecimals => (
                $"{value} has more decimals than the {expected} allowed.", "Raise DECIMALS, or round the value yourself; the service never rounds."),
            FindingRule.ValueOutOfRange => (
                $"{value} has more digits than can be held exactly.", "Check the value and its unit; 18 digits with decimals are the most."),
            FindingRule.UnitContradictsCatalogue => (
                $"{concept} is '{value}', but figures of this indicator have '{expected}'.",
                $"Express the figures in {concept} {expected}, or leave {concept} empty if they already are."),
            FindingRule.DuplicateObservation => (
                "The same observation is stated twice in this submission.",
                expected.Length > 0 ? $"Keep one of the rows; the first is row {expected}." : "State each observation once."),
            FindingRule.TextTooLong => (
                $"The text in {concept} is too long, or in no known language.", $"At most {expected} characters, in a language like 'en' or 'ru'."),
            FindingRule.ConfidentialValue => (
                $"A value is stated with the confidentiality status '{value}'; this service does not take restricted values yet.",
                "Send the observation without the value, with OBS_STATUS Q and its CONF_STATUS."),
            FindingRule.ActionNotSupported => (
                $"The action '{value}' cannot be done.",
                "Write A append, R replace, M merge or D delete. A deletion removes whole observations: leave their other cells empty."),
            FindingRule.RowUnreadable => ("The row cannot be read.", "Give it as many cells as the header has, and close all quotes."),
            _ => ($"{concept}: {value}", string.Empty),
        };
    }
}
