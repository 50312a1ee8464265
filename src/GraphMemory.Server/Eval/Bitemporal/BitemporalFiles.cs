namespace GraphMemory.Server.Eval.Bitemporal;

/// <param name="Contradictions">Where the pairs of contradicting operations go; null when they are not wanted.</param>
internal sealed record BitemporalFiles(string Schema, string Operations, string Queries, string Answers, string? Contradictions);

internal sealed record BitemporalReport(int Operations, int Queries, int Answered, int Contradictions);
