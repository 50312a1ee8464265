using System.Text;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>Names and types of the entities that a segment's facts speak of, in one buffer; those outside its range are read when asked for.</summary>
internal sealed class EntityNames(IWorkspaceRead read)
{
    private readonly Dictionary<long, Place> _places = [];
    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>The name as it is indexed, UTF-8: nothing for an entity whose name was made up.</summary>
    public ReadOnlySpan<byte> Name(long entityId)
    {
        var place = Find(entityId);
        return _bytes.AsSpan(place.Start, place.NameLength);
    }

    public ReadOnlySpan<byte> Type(long entityId)
    {
        var place = Find(entityId);
        return _bytes.AsSpan(place.Start + place.NameLength, place.TypeLength);
    }

    public void Add(in EntityRow row) => Add(row.Id, row.HasGeneratedName ? [] : row.NameUtf8, row.TypeUtf8);

    private Place Find(long entityId)
    {
        if (_places.TryGetValue(entityId, out var place)) { return place; }
        var entity = read.Entity(entityId);
        return entity is null
            ? Add(entityId, [], [])
            : Add(entityId, entity.HasGeneratedName ? [] : Encoding.UTF8.GetBytes(entity.Name), Encoding.UTF8.GetBytes(entity.Type));
    }

    private Place Add(long entityId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> type)
    {
        var needed = _length + name.Length + type.Length;
        if (needed > _bytes.Length) { Array.Resize(ref _bytes, 2 * needed); }
        var place = new Place(_length, name.Length, type.Length);
        name.CopyTo(_bytes.AsSpan(_length));
        type.CopyTo(_bytes.AsSpan(_length + name.Length));
        _places[entityId] = place;
        _length = needed;
        return place;
    }

    private readonly record struct Place(int Start, int NameLength, int TypeLength);
}
