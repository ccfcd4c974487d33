using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StatExchange.Cli;

/// <summary>A file with a certificate.</summary>
internal static class CertificateFile
{
    /// <summary>Reads the first certificate of a file, PEM or DER.</summary>
    /// <exception cref="UsageException">There is none in it.</exception>
    public static X509Certificate2 Read(FileInfo file)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(file.FullName);
        }
        catch (CryptographicException)
        {
            throw new UsageException($"{file} is no certificate, PEM or DER.");
        }
    }
}
