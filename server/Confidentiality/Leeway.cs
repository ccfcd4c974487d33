namespace StatExchange.Server.Confidentiality;

/// <summary>Which way a hidden value could differ from the true one, as far as everybody knows what such a value may be.</summary>
[Flags]
internal enum Leeway
{
    /// <summary>There is only one value that it can be.</summary>
    None = 0,

    /// <summary>It could be lower.</summary>
    Down = 1,

    /// <summary>It could be higher.</summary>
    Up = 2,

    /// <summary>It lies strictly within its bounds.</summary>
    Both = Down | Up,
}
