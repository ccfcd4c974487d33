namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>Where all servers under test have the key that they sign with.</summary>
internal static class TestAuthority
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("statexchange-signing-").FullName;

    public static string KeyFile { get; } = Path.Combine(Folder, "signing.pem");
}
