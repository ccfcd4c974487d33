namespace StatExchange.Client.Files;

/// <summary>How far a file has been read.</summary>
/// <param name="Row">The row that was read last; the header is 1.</param>
/// <param name="Fraction">The part of the file that was read, 0 to 1; a little ahead of the row.</param>
public sealed record ReadingProgress(int Row, double Fraction);
