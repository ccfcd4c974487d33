using System.CommandLine;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>An option that names a moment of knowledge.</summary>
internal sealed class ViewOption
{
    private readonly Option<string?> _option;

    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name, "--as-of".</param>
    /// <param name="description">What the moment is to the command, without a full stop.</param>
    /// <param name="isRequired">Whether the command needs it.</param>
    public ViewOption(string name, string description, bool isRequired = false) => _option = new Option<string?>(name)
    {
        Description = $"{description}: an instant such as 2018-03-01T12:00:00Z (a day begins at 00:00 UTC), or release:17.",
        HelpName = "VIEW",
        Required = isRequired,
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_option) is { } view && ViewText.Parse(view) is null)
                result.AddError($"{_option.Name} must be {ViewText.Examples}; '{view}' is neither.");
        });
    }

    /// <summary>The moment; null when the option is left out.</summary>
    public AsOf? Read(ParseResult arguments) => arguments.GetValue(_option) is { } view ? ViewText.Parse(view) : null;
}
