using GraphMemory.Engine.Registries;

namespace GraphMemory.Engine.Plugins;

/// <summary>A point of the product at which plugins are called.</summary>
/// <param name="CanRefuse">An answer with a reason stops what is about to happen.</param>
/// <param name="CanAmend">An answer may change the text, the tags and the metadata of the items.</param>
/// <param name="CanOrder">An answer may put the items in another order.</param>
public sealed record PluginHook(string Name, string Description, bool CanRefuse = false, bool CanAmend = false, bool CanOrder = false) : INamed;

/// <summary>Every hook there is. A hook stands here when something in the product calls it, not before.</summary>
public static class PluginHooks
{
    public static readonly PluginHook BeforeCreate = new("before_memory_create", "Something new is about to be remembered", CanRefuse: true, CanAmend: true);
    public static readonly PluginHook AfterCreate = new("after_memory_create", "Something new is on disk");
    public static readonly PluginHook BeforeUpdate = new("before_memory_update", "Something is about to take the place of what stands", CanRefuse: true, CanAmend: true);
    public static readonly PluginHook AfterUpdate = new("after_memory_update", "The new version is on disk");
    public static readonly PluginHook BeforeDelete = new("before_memory_delete", "Something is about to be closed or erased", CanRefuse: true);
    public static readonly PluginHook AfterDelete = new("after_memory_delete", "It is closed or erased");
    public static readonly PluginHook AfterRelate = new("after_relate", "Relations are on disk");
    public static readonly PluginHook BeforeSearch = new("before_search", "A question is about to be answered", CanRefuse: true);
    public static readonly PluginHook AfterSearch = new("after_search", "An answer is made; its items may be put in another order", CanOrder: true);
    public static readonly PluginHook AfterIngest = new("after_ingest", "A batch of what happened in an editor is on disk");
    public static readonly PluginHook ImportRecord = new("import_record", "Records of another program are about to be written", CanRefuse: true, CanAmend: true);
    public static readonly PluginHook ImportDocument = new("import_document", "A file is to become records: asked of the plugin that an import names");
    public static readonly PluginHook ExportRecord = new("export_record", "Entities are about to leave in an export; one that is refused is left out", CanRefuse: true, CanAmend: true);
    public static readonly PluginHook ServerStart = new("server_start", "A server has begun to serve");
    public static readonly PluginHook ServerStop = new("server_stop", "A server is about to stop");

    public static Registry<PluginHook> All { get; } = new("plugin hooks",
    [
        BeforeCreate, AfterCreate, BeforeUpdate, AfterUpdate, BeforeDelete, AfterDelete, AfterRelate, BeforeSearch, AfterSearch, AfterIngest,
        ImportRecord, ImportDocument, ExportRecord, ServerStart, ServerStop,
    ]);
}
