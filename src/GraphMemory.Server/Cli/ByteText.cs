using System.Globalization;

namespace GraphMemory.Server.Cli;

/// <summary>Sizes as people read them, in powers of 1024.</summary>
internal static class ByteText
{
    public static string Of(long bytes) => bytes switch
    {
        < 1L << 10 => $"{bytes} B",
        < 1L << 20 => Text(bytes, 1L << 10, "KiB"),
        < 1L << 30 => Text(bytes, 1L << 20, "MiB"),
        _ => Text(bytes, 1L << 30, "GiB"),
    };

    private static string Text(long bytes, long unit, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / unit:0.#} {name}");
}
