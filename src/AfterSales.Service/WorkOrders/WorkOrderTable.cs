using AfterSales.Engine.Commits;
using AfterSales.Service.Cases;
using AfterSales.Service.Storage;

namespace AfterSales.Service.WorkOrders;

/// <summary>Work orders in the database.</summary>
internal static class WorkOrderTable
{
    private const string NumberPrefix = "WO";

    private const string Columns =
        """
        order_number AS Number, case_number AS CaseNumber, equipment_key AS EquipmentKey, work_type AS WorkType, skill AS Skill, address AS Address,
        duration_minutes AS Minutes, earliest_at AS Earliest, latest_at AS Latest, status AS Status, technician AS Technician, start_at AS StartAt,
        end_at AS EndAt, result AS Result, created_at AS CreatedAt, ended_at AS EndedAt
        """;

    /// <summary>Stores an open order under a number of its own.</summary>
    public static WorkOrder Add(CommitContext commit, WorkOrder order, int year)
    {
        var numbered = order with { Number = CaseNumbers.Next(commit, NumberPrefix, year), Status = WorkOrderStatus.Open, CreatedAt = commit.Now };
        commit.Execute(
            """
            INSERT INTO work_orders (order_number, case_number, equipment_key, work_type, skill, address, duration_minutes, earliest_at, latest_at, status, created_at)
            VALUES (@Number, @CaseNumber, @EquipmentKey, @WorkType, @Skill, @Address, @Minutes, @Earliest, @Latest, 'open', @Now)
            """,
            new
            {
                numbered.Number, numbered.CaseNumber, numbered.EquipmentKey, numbered.WorkType, numbered.Skill, numbered.Address,
                Minutes = (long)numbered.Duration.TotalMinutes, Earliest = numbered.Earliest.ToStored(), Latest = numbered.Latest.ToStored(), Now = commit.Now.ToStored(),
            });
        return numbered;
    }

    public static void Schedule(CommitContext commit, string number, Appointment appointment, TimeSpan duration) => commit.Execute(
        "UPDATE work_orders SET status = 'scheduled', technician = @Technician, start_at = @Start, end_at = @End, duration_minutes = @Minutes WHERE order_number = @number",
        new { number, appointment.Technician, Start = appointment.Start.ToStored(), End = appointment.End.ToStored(), Minutes = (long)duration.TotalMinutes });

    public static void End(CommitContext commit, string number, WorkOrderStatus status, string? result) => commit.Execute(
        "UPDATE work_orders SET status = @Status, result = @result, ended_at = @Now WHERE order_number = @number",
        new { number, Status = status.Code(), result, Now = commit.Now.ToStored() });

    public static WorkOrder? Find(RowSource rows, string number) =>
        rows.List<Row>($"SELECT {Columns} FROM work_orders WHERE order_number = @Number", new { Number = number.Trim().ToUpperInvariant() }).FirstOrDefault()?.ToOrder();

    /// <summary>When people are taken from a moment on, by technician; the order being moved does not stand in its own way.</summary>
    public static ILookup<string, BusyTime> Busy(RowSource rows, IReadOnlyList<string> technicians, DateTimeOffset from, string? except = null) => rows
        .List<(string Technician, long Start, long End)>(
            """
            SELECT technician, start_at, end_at FROM work_orders
            WHERE status = 'scheduled' AND technician IN @technicians AND end_at > @From AND order_number <> coalesce(@except, '')
            """,
            new { technicians, From = from.ToStored(), except })
        .ToLookup(row => row.Technician, row => new BusyTime(Instants.FromStored(row.Start), Instants.FromStored(row.End)));

    public static IReadOnlyList<WorkOrder> OfEquipment(RowSource rows, long equipmentKey) => [.. rows.List<Row>(
        $"SELECT {Columns} FROM work_orders WHERE equipment_key = @equipmentKey ORDER BY created_at DESC, order_number DESC LIMIT 200", new { equipmentKey })
        .Select(row => row.ToOrder())];

    public static IReadOnlyList<WorkOrder> OfCase(RowSource rows, string caseNumber) => [.. rows.List<Row>(
        $"SELECT {Columns} FROM work_orders WHERE case_number = @caseNumber ORDER BY created_at, order_number", new { caseNumber }).Select(row => row.ToOrder())];

    /// <summary>Orders of a filter, by their time, those without one last.</summary>
    public static (IReadOnlyList<WorkOrder> Items, int Total) Search(RowSource rows, WorkOrderFilter filter)
    {
        // An appointment belongs to a span of time when any of it lies within. Only what is asked for stands in the statement: "or nothing is
        // asked" would keep SQLite from every index.
        string?[] conditions =
        [
            filter.From is null ? null : "end_at > @From",
            filter.To is null ? null : "start_at < @To",
            filter.Technician is null ? null : "technician = @Technician",
            filter.Status is null ? null : "status = @Status",
            filter.CaseNumber is null ? null : "case_number = @CaseNumber",
        ];
        var where = "FROM work_orders WHERE " + string.Join(" AND ", conditions.OfType<string>().DefaultIfEmpty("1 = 1"));
        var parameters = new
        {
            From = filter.From.ToStored(), To = filter.To.ToStored(), filter.Technician, Status = filter.Status?.Code(), filter.CaseNumber, filter.Skip, filter.Take,
        };
        var total = rows.List<long>($"SELECT count(*) {where}", parameters)[0];
        return ([.. rows.List<Row>($"SELECT {Columns} {where} ORDER BY start_at IS NULL, start_at, order_number LIMIT @Take OFFSET @Skip", parameters).Select(row => row.ToOrder())], (int)total);
    }

    private sealed class Row
    {
        public string Number { get; init; } = "";
        public string? CaseNumber { get; init; }
        public long? EquipmentKey { get; init; }
        public string WorkType { get; init; } = "";
        public string Skill { get; init; } = "";
        public string? Address { get; init; }
        public long Minutes { get; init; }
        public long? Earliest { get; init; }
        public long? Latest { get; init; }
        public string Status { get; init; } = "";
        public string? Technician { get; init; }
        public long? StartAt { get; init; }
        public long? EndAt { get; init; }
        public string? Result { get; init; }
        public long CreatedAt { get; init; }
        public long? EndedAt { get; init; }

        public WorkOrder ToOrder() => new()
        {
            Number = Number,
            CaseNumber = CaseNumber,
            EquipmentKey = EquipmentKey,
            WorkType = WorkType,
            Skill = Skill,
            Address = Address,
            Duration = TimeSpan.FromMinutes(Minutes),
            Earliest = Instants.FromStored(Earliest),
            Latest = Instants.FromStored(Latest),
            Status = WorkOrderStatusCodes.Find(Status) ?? WorkOrderStatus.Open,
            Technician = Technician,
            Start = Instants.FromStored(StartAt),
            End = Instants.FromStored(EndAt),
            Result = Result,
            CreatedAt = Instants.FromStored(CreatedAt),
            EndedAt = Instants.FromStored(EndedAt),
        };
    }
}
