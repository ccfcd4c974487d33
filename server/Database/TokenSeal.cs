using System.Buffers.Text;
using System.Security.Cryptography;
using Npgsql;

namespace StatExchange.Server.Database;

/// <summary>
/// Seals tokens that clients hold and give back: nobody reads or makes them but the servers of this database. Ids are given when
/// figures are staged, so that a readable one would tell how much others have staged.
/// </summary>
internal sealed class TokenSeal(NpgsqlDataSource database) : IHostedService
{
    private const int SecretBytes = 32;

    private byte[] _secret = [];

    private static int NonceBytes => AesGcm.NonceByteSizes.MaxSize;

    private static int TagBytes => AesGcm.TagByteSizes.MaxSize;

    /// <summary>Takes the secret that all servers of the database share; the first one makes it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var make = database.CreateCommand("INSERT INTO token_secret (secret) VALUES ($1) ON CONFLICT DO NOTHING");
        make.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = RandomNumberGenerator.GetBytes(SecretBytes) });
        await make.ExecuteNonQueryAsync(cancellationToken);
        await using var take = database.CreateCommand("SELECT secret FROM token_secret");
        _secret = (byte[])(await take.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes a token.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="context">What it belongs to: it opens with the same only.</param>
    public string Seal(ReadOnlySpan<byte> content, ReadOnlySpan<byte> context)
    {
        Span<byte> token = new byte[NonceBytes + content.Length + TagBytes];
        RandomNumberGenerator.Fill(token[..NonceBytes]);
        using var cipher = new AesGcm(_secret, TagBytes);
        cipher.Encrypt(token[..NonceBytes], content, token[NonceBytes..^TagBytes], token[^TagBytes..], context);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Opens a token.</summary>
    /// <returns>What it says; null when it is damaged, made elsewhere, or belongs to something else.</returns>
    public byte[]? Open(string token, ReadOnlySpan<byte> context)
    {
        if (!Base64Url.IsValid(token, out var length) || length < NonceBytes + TagBytes)
            return null;
        ReadOnlySpan<byte> bytes = Base64Url.DecodeFromChars(token);
        var content = new byte[bytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_secret, TagBytes);
        try
        {
            cipher.Decrypt(bytes[..NonceBytes], bytes[NonceBytes..^TagBytes], bytes[^TagBytes..], content, context);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
