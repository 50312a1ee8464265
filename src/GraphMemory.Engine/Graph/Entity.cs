namespace GraphMemory.Engine.Graph;

/// <summary>Something that facts are about. Its name is unique among the live entities of its workspace.</summary>
/// <param name="Id">Log position of the event that created it; unique among entities and facts of the workspace.</param>
/// <param name="DeclaredSeq">Log position of its declaration; null while it is only named by relations (a dangling end).</param>
/// <param name="DeletedSeq">Log position that closed it; null while it lives.</param>
/// <param name="HasGeneratedName">True for a note, whose name was made up and means nothing to a reader.</param>
public sealed record Entity(long Id, string Name, string Type, long? DeclaredSeq, long? DeletedSeq, bool HasGeneratedName)
{
    public const string NoteType = "note";

    public bool IsLive => DeletedSeq is null;

    public bool IsDeclared => DeclaredSeq is not null;
}
