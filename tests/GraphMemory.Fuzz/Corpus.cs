namespace GraphMemory.Fuzz;

/// <summary>Inputs that once broke something, kept in the repository: every run begins with them, and the tests replay them.</summary>
internal static class Corpus
{
    public static IEnumerable<byte[]> Of(string target) => Files(target).Select(File.ReadAllBytes);

    public static IEnumerable<string> Files(string target)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Corpus", target);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal) : [];
    }
}
