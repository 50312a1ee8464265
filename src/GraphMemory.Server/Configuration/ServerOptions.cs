using System.Collections.Immutable;

namespace GraphMemory.Server.Configuration;

internal sealed record ServerOptions
{
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>0 lets the system choose a free port.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>A memory is private: listening beyond this machine is a decision, never an accident.</summary>
    public bool AllowNonLoopback { get; init; }

    /// <summary>Names a client may have in its Host header (CWE-350, DNS rebinding); ports do not matter.</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Origins of web pages that may call; pages served from an allowed host are always welcome.</summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    public TokenRule TokenRequired { get; init; } = TokenRule.Writes;

    /// <summary>Empty: the token of the data folder's file is used.</summary>
    public string Token { get; init; } = "";

    public int RequestBodyBytesMax { get; init; } = 10 * 1024 * 1024;

    public int RequestTimeoutSeconds { get; init; } = 30;

    public int ConnectionsMax { get; init; } = 1_000;

    public int KeepAliveTimeoutSeconds { get; init; } = 130;

    public int HeadersTimeoutSeconds { get; init; } = 15;

    public int BodyBytesPerSecondMin { get; init; } = 240;

    /// <summary>0 does not count.</summary>
    public int RateLimitPerMinute { get; init; }

    public int RateLimitBurst { get; init; } = 200;

    public int ShutdownTimeoutSeconds { get; init; } = 10;
}

/// <summary>Which HTTP requests must carry the local token.</summary>
internal enum TokenRule
{
    /// <summary>Everything that changes the memory; reading is free for programs on this machine.</summary>
    Writes,
    Always,
    Never,
}
