namespace StatExchange.Cli;

/// <summary>What statx ends with; documented in its help.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Unavailable = 3;
    public const int NotPossible = 4;
    public const int Fault = 5;
    public const int Cancelled = 130;

    /// <summary>The paragraph of the help that lists them.</summary>
    public const string Help =
        """
        Exit codes:
          0    done
          1    refused because of findings, or a proof that does not hold
          2    wrong usage, or a file that cannot be read
          3    the service is unavailable, or the quota used up
          4    not found, not allowed, or not in this state
          5    a fault of the service
          130  cancelled
        """;
}
