namespace GraphMemory.Engine.Registries;

/// <summary>Something that is known by a stable name in a <see cref="Registry{T}"/>.</summary>
public interface INamed
{
    string Name { get; }
}
