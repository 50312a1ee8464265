using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.ImportExport;

/// <summary>A whole memory file, as far as it could be understood.</summary>
/// <param name="Faults">Lines that were healed or rejected.</param>
internal sealed record ReferenceFileReading(
    ImmutableArray<NewEntity> Entities, ImmutableArray<RelationKey> Relations, ImmutableArray<ReferenceLine> Faults)
{
    public static ReferenceFileReading Empty { get; } = new([], [], []);

    public static ReferenceFileReading Of(string path)
    {
        using var stream = File.OpenRead(path);
        var entities = ImmutableArray.CreateBuilder<NewEntity>();
        var relations = ImmutableArray.CreateBuilder<RelationKey>();
        var faults = ImmutableArray.CreateBuilder<ReferenceLine>();
        foreach (var line in ReferenceJsonReader.Read(stream))
        {
            foreach (var record in line.Records)
            {
                if (record.Entity is { } entity) { entities.Add(entity); }
                if (record.Relation is { } relation) { relations.Add(relation); }
            }

            if (line.Healed is not null || line.Rejected is not null) { faults.Add(line); }
        }

        return new ReferenceFileReading(entities.ToImmutable(), relations.ToImmutable(), faults.ToImmutable());
    }
}
