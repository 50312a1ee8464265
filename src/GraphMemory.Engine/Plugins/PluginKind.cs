namespace GraphMemory.Engine.Plugins;

/// <summary>What a plugin is for.</summary>
public enum PluginKind
{
    /// <summary>Brings content in.</summary>
    Import,
    /// <summary>Sees what leaves.</summary>
    Export,
    /// <summary>Enriches or alters memories.</summary>
    Transform,
    /// <summary>Tells somebody what happened.</summary>
    Notification,
    Analytics,
    Monitoring,
    Security,
}
