namespace GraphMemory.Server.Configuration;

/// <summary>A key and its value as one source wrote them, not yet checked.</summary>
/// <param name="Path">Dotted path it stands for.</param>
/// <param name="Value">The value as text.</param>
/// <param name="Written">The key in the source's own words: a flag, a variable, a path in the file.</param>
/// <param name="Origin">The source, as <c>config show</c> names it.</param>
internal sealed record ConfigurationEntry(string Path, string Value, string Written, string Origin);
