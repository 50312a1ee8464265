namespace GraphMemory.Server.Rest;

/// <summary>Bounds of a REST request that no configuration key moves.</summary>
internal static class RestLimits
{
    /// <summary>Characters of one text parameter.</summary>
    public const int TextLengthMax = 8_192;

    /// <summary>Values of a parameter that may be repeated.</summary>
    public const int ListItemsMax = 64;

    /// <summary>Items of one page.</summary>
    public const int PageMax = 1_000;

    public const int PageDefault = 100;

    /// <summary>Rows that one page looks at before it ends early with a cursor, however few fit its filter.</summary>
    public const int ScannedRowsMax = 50_000;

    /// <summary>Answers below this many bytes are not worth compressing.</summary>
    public const int CompressedFromBytes = 1_024;
}
