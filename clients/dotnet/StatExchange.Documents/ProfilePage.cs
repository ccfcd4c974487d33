using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using StatExchange.Client.ProfileDocuments;

namespace StatExchange.Documents;

/// <summary>
/// A migration profile as one HTML file that needs nothing else: to read on a screen, and to print or save as PDF on A4 with chapters on pages of
/// their own. Charts are SVG.
/// </summary>
public static class ProfilePage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly Lazy<IFluidTemplate> Template = new(() => new FluidParser().Parse(Resource("Profile.liquid")));

    /// <summary>Writes the page.</summary>
    /// <param name="document">The profile.</param>
    /// <param name="output">Where to, as UTF-8 text; it is left open.</param>
    public static async Task WriteAsync(ProfileDocument document, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(output);
        var options = new TemplateOptions { CultureInfo = CultureInfo.InvariantCulture };
        options.MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.SnakeCase };
        var context = new TemplateContext(new ProfilePageModel(document, Resource("Profile.css")), options, allowModelMembers: true);
        await Template.Value.RenderAsync(output, Encoder, context);
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ProfilePage).Assembly.GetManifestResourceStream($"{typeof(ProfilePage).Namespace}.{name}")!);
        return reader.ReadToEnd();
    }
}
