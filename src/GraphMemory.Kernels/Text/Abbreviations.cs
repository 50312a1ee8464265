using System.Collections.Frozen;
using System.Text;

namespace GraphMemory.Kernels.Text;

/// <summary>Abbreviations that programmers write for words, so that "length of a string" finds <c>strlen</c>'s parts and the other way round.</summary>
internal static class Abbreviations
{
    /// <summary>No abbreviation is longer.</summary>
    public const int LengthMax = 6;

    private const string List =
        """
        str:string int:integer bool:boolean char:character chr:character chars:characters dict:dictionary dir:directory dirs:directories
        arg:argument args:arguments param:parameter params:parameters num:number nums:numbers len:length idx:index img:image avg:average
        func:function fn:function var:variable vars:variables val:value vals:values arr:array msg:message obj:object objs:objects
        attr:attribute attrs:attributes elem:element elems:elements config:configuration cfg:configuration conf:configuration
        db:database tmp:temporary src:source dst:destination dest:destination err:error req:request resp:response env:environment
        prop:property props:properties exec:execute init:initialize ctx:context cmd:command lib:library repo:repository util:utility
        utils:utilities prev:previous curr:current col:column cols:columns vec:vector sep:separator pkg:package mem:memory addr:address
        ptr:pointer buf:buffer fmt:format calc:calculate concat:concatenate eval:evaluate exc:exception pct:percent tbl:table
        dt:datetime dim:dimension dims:dimensions freq:frequency coord:coordinate coords:coordinates rand:random seq:sequence
        auth:authentication btn:button fname:filename desc:description perm:permission perms:permissions
        """;

    private static readonly FrozenDictionary<ulong, byte[]> Words = List.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split(':'))
        .ToFrozenDictionary(pair => WordHash.Of(Encoding.ASCII.GetBytes(pair[0])), pair => Encoding.ASCII.GetBytes(pair[1]));

    /// <summary>The word that a folded word stands for, by its hash; empty when it stands for itself.</summary>
    public static ReadOnlySpan<byte> Expand(ulong wordHash) => Words.TryGetValue(wordHash, out var word) ? word : [];
}
