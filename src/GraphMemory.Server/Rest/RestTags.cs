using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GraphMemory.Server.Rest;

/// <summary>Entity tags (RFC 9110, 8.8 and 13.1).</summary>
internal static class RestTags
{
    private const long MinuteMs = 60_000;

    /// <summary>The tag that the state of a workspace's log and the question give an answer; weak, for it says the same and not the same bytes.</summary>
    public static string Of(RestCall call, Engine.Graph.Workspace workspace, bool isTimely)
    {
        var limit = call.Http.Request.Query["limit"].ToString() + call.Http.Request.Query["cursor"];
        var question = RestCursors.Question(call.Question().ToString(CultureInfo.InvariantCulture), limit);

        // What is ranked by age is also drawn from the layer of its user.
        return isTimely
            ? string.Create(CultureInfo.InvariantCulture, $"W/\"{workspace.Id:x}-{workspace.HeadSeq:x}-{question:x}-{call.UserSeq:x}-{call.NowMs / MinuteMs:x}\"")
            : string.Create(CultureInfo.InvariantCulture, $"W/\"{workspace.Id:x}-{workspace.HeadSeq:x}-{question:x}\"");
    }

    /// <summary>Whether the caller holds this very version already: weak comparison, as caches do.</summary>
    public static bool IsHeld(HttpContext http, string tag) => Lists(http.Request.Headers.IfNoneMatch, tag, Opaque);

    /// <summary>Whether a condition of the caller forbids to change this version: strong comparison; the coding of an answer does not make another version.</summary>
    public static bool IsOther(StringValues ifMatch, string tag) => ifMatch.Count > 0 && !Lists(ifMatch, tag, text => text);

    /// <summary>The same version in another coding is another representation.</summary>
    public static string Coded(string tag, string? coding) => coding is null || tag.StartsWith('W') ? tag : $"{tag[..^1]}+{coding}\"";

    private static bool Lists(StringValues header, string tag, Func<string, string> compared)
    {
        foreach (var line in header)
        {
            foreach (var part in (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (part == "*" || compared(Uncoded(part)) == compared(tag)) { return true; }
            }
        }

        return false;
    }

    private static string Opaque(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;

    private static string Uncoded(string tag) =>
        tag.EndsWith("+br\"", StringComparison.Ordinal) ? tag[..^4] + '"'
        : tag.EndsWith("+gzip\"", StringComparison.Ordinal) ? tag[..^6] + '"'
        : tag;
}
