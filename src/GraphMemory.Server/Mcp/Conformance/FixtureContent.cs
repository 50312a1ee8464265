using ModelContextProtocol.Protocol;

namespace GraphMemory.Server.Mcp.Conformance;

/// <summary>The smallest content of each kind.</summary>
internal static class FixtureContent
{
    /// <summary>One red pixel, PNG.</summary>
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

    /// <summary>One silent sample, WAV.</summary>
    private static readonly byte[] Wav = Convert.FromBase64String("UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAAAAA==");

    public static TextContentBlock Text(string text) => new() { Text = text };

    public static ImageContentBlock Image() => ImageContentBlock.FromBytes(Png, "image/png");

    public static AudioContentBlock Audio() => AudioContentBlock.FromBytes(Wav, "audio/wav");

    public static BlobResourceContents ImageFile(string uri) => BlobResourceContents.FromBytes(Png, uri, "image/png");

    public static EmbeddedResourceBlock Resource(string uri, string mimeType, string text) =>
        new() { Resource = new TextResourceContents { Uri = uri, MimeType = mimeType, Text = text } };
}
