using AfterSales.Service.Exports;

namespace AfterSales.Service.Audit;

/// <summary>The log as a table for spreadsheets; columns are named in English, so that programs may rely on them.</summary>
public static class AuditCsv
{
    public static byte[] Write(IEnumerable<AuditLine> lines)
    {
        var table = new CsvTable("at", "actor", "actorName", "action", "objectKind", "objectId", "title", "detail");
        foreach (var line in lines)
            table.Row(line.At, line.Actor, line.ActorName, line.Action, line.ObjectKind, line.ObjectId, line.Title, line.Detail);
        return table.ToBytes();
    }
}
