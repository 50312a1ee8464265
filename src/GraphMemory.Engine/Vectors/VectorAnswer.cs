namespace GraphMemory.Engine.Vectors;

/// <summary>What vectors can say about one question: the files to search and the question as a vector, or why not.</summary>
/// <param name="Note">For the reader of the answer; null when the vectors take part as they should.</param>
internal sealed record VectorAnswer(VectorChain Chain, VectorQuestion? Question, VectorSearchOptions Search, string? Note);
