namespace StatExchange.Client;

/// <summary>Why a signature proves nothing.</summary>
public enum SignatureFault
{
    /// <summary>It is no JSON Web Signature with the certificates of its key, or asks for what is not understood.</summary>
    Malformed,

    /// <summary>It is not made with a private key: by no algorithm, by a shared secret, or by one that is not accepted.</summary>
    Algorithm,

    /// <summary>The certificate of its key was not issued by the authority, or had expired before what it signed.</summary>
    Untrusted,

    /// <summary>The authority issued the certificate for something else, as those of callers are.</summary>
    WrongPurpose,

    /// <summary>What was signed, or the signature, was changed.</summary>
    BadSignature,

    /// <summary>What is signed is not what it should be.</summary>
    WrongContent,
}
