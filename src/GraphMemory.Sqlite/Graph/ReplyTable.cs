using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

/// <summary>Replies by idempotency key. Each new reply sweeps out a few that are past their time.</summary>
internal sealed class ReplyTable(Database database, long workspaceId)
{
    public const long KeptMs = 24L * 60 * 60 * 1000;

    /// <summary>More than one, so that the table shrinks under steady use; few, so that no write pays for a quiet day.</summary>
    public const int SweptMax = 8;

    public KeptReply? Find(string key)
    {
        var row = database.Prepare("SELECT request_hash, reply FROM reply WHERE workspace_id = ?1 AND key = ?2").Bind(1, workspaceId).Bind(2, key);
        if (!row.Step()) { return null; }
        var reply = new KeptReply(key, row.Long(0), row.Bytes(1).ToArray());
        row.Reset();
        return reply;
    }

    public void Keep(KeptReply reply, long nowMs)
    {
        Sweep(nowMs - KeptMs);
        database.Prepare("INSERT OR REPLACE INTO reply VALUES(?1, ?2, ?3, ?4, ?5)")
            .Bind(1, workspaceId).Bind(2, reply.Key).Bind(3, reply.RequestHash).Bind(4, nowMs).BindBlob(5, reply.Reply).Run();
    }

    private void Sweep(long beforeMs) =>
        database.Prepare("""
            DELETE FROM reply WHERE workspace_id = ?1 AND key IN
                (SELECT key FROM reply WHERE workspace_id = ?1 AND at_ms < ?2 ORDER BY at_ms LIMIT ?3)
            """).Bind(1, workspaceId).Bind(2, beforeMs).Bind(3, SweptMax).Run();
}
