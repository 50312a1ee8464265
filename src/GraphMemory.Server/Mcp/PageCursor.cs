using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ModelContextProtocol;

namespace GraphMemory.Server.Mcp;

/// <summary>Where the next page of a list begins. Clients hand it back as they got it; what it holds is nobody's business but ours.</summary>
internal static class PageCursor
{
    public const int PageSize = 100;

    private const string Mark = "after:";

    public static string After(long position) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Mark + position.ToString(CultureInfo.InvariantCulture)));

    /// <summary>0 for the first page.</summary>
    /// <exception cref="McpProtocolException">The cursor is not one of ours.</exception>
    public static long PositionOf(string? cursor)
    {
        if (cursor is null) { return 0; }
        if (Base64Url.IsValid(cursor)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var text && text.StartsWith(Mark, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return position;
        }

        throw new McpProtocolException("The cursor is not one that this server gave out; begin again without one.", McpErrorCode.InvalidParams);
    }

    /// <summary>The page of a fixed list that a cursor stands for, and the cursor of the next one.</summary>
    public static (List<T> Page, string? Next) Slice<T>(ImmutableArray<T> items, string? cursor)
    {
        var start = (int)Math.Min(PositionOf(cursor), items.Length);
        var end = Math.Min(start + PageSize, items.Length);
        return ([.. items.AsSpan(start..end)], end < items.Length ? After(end) : null);
    }
}
