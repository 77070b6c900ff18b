using System.Data.Common;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Kpis;

/// <summary>
/// The cases of a stretch of time with their events, read once for all indicators: those that were open at some moment of it, and whatever others
/// something happened in. Joining them anew for each figure, with a look for each row at who is credited, took most of the time.
/// </summary>
internal sealed class CountedCases
{
    private const string Columns = "c.case_number, c.kind, c.calendar_id, c.owner_department, c.status, c.received_at, c.closed_at";
    private const string Stretch = "c.received_at < @To AND (c.closed_at IS NULL OR c.closed_at >= @From)";

    private readonly DbConnection _db;
    private readonly Dictionary<string, CountedCase> _cases = [];

    // A few words stand in thousands of rows.
    private readonly Dictionary<string, string> _words = [];

    public CountedCases(KpiReading reading)
    {
        _db = reading.Database;
        var ofKind = reading.Kind is null ? "" : " AND c.kind = @Kind";
        var asked = new { reading.From, reading.To, reading.Kind, Marks = KpiMarks.All };
        AddCases($"SELECT {Columns} FROM cases c WHERE {Stretch}{ofKind}", asked);
        // First what happened in the stretch, also in cases that were closed before it; then the few events around it, which the index tells apart.
        var within = Events(
            $"FROM kpi_event e{(reading.Kind is null ? "" : " JOIN cases c ON c.case_number = e.case_number")} WHERE e.event IN @Marks AND e.happened_at >= @From AND e.happened_at < @To{ofKind}", asked);
        AddEvents(within);
        AddEvents(Events($"FROM cases c JOIN kpi_event e ON e.case_number = c.case_number WHERE {Stretch}{ofKind} AND (e.happened_at < @From OR e.happened_at >= @To)", asked));
        Sort(_cases.Values);
        Require(within.Select(row => row.Number));
    }

    /// <summary>All that were read so far.</summary>
    public IReadOnlyCollection<CountedCase> All => _cases.Values;

    /// <summary>A case that was open in the stretch or is required; null for one of another kind than asked for, or none.</summary>
    public CountedCase? Find(string? number) => number is not null && _cases.TryGetValue(number, out var found) ? found : null;

    /// <summary>Reads those that are not read yet.</summary>
    public void Require(IEnumerable<string> numbers)
    {
        foreach (var chunk in numbers.Where(number => !_cases.ContainsKey(number)).Distinct().ToList().Chunk(500))
        {
            AddCases($"SELECT {Columns} FROM cases c WHERE c.case_number IN @chunk", new { chunk });
            AddEvents(Events("FROM kpi_event e WHERE e.case_number IN @chunk", new { chunk }));
            Sort(chunk.Select(Find).OfType<CountedCase>());
        }
    }

    private void AddCases(string sql, object asked)
    {
        foreach (var row in _db.List<(string Number, string Kind, string? Calendar, string? Owner, string Status, long ReceivedAt, long? ClosedAt)>(sql, asked))
            _cases[row.Number] = new CountedCase
            {
                Number = row.Number, Kind = Word(row.Kind)!, Calendar = Word(row.Calendar), Owner = Word(row.Owner), IsDone = row.Status == "closed",
                ReceivedAt = row.ReceivedAt, ClosedAt = row.ClosedAt,
            };
    }

    private List<EventRow> Events(string from, object asked) => _db.List<EventRow>(
        $"SELECT e.case_number AS Number, e.event AS Event, e.happened_at AS At, e.person_id AS Person, e.role_id AS Role, e.event_key AS Key {from}", asked);

    private void AddEvents(List<EventRow> rows)
    {
        // Those that came along for a case that is not read yet are read again with it.
        foreach (var row in rows)
            if (_cases.TryGetValue(row.Number, out var of))
                of.Events.Add(new CountedEvent(Word(row.Event)!, row.At, Word(row.Person), Word(row.Role), row.Key));
    }

    private static void Sort(IEnumerable<CountedCase> cases)
    {
        foreach (var one in cases)
            one.Events.Sort();
    }

    private string? Word(string? text)
    {
        if (text is null)
            return null;
        if (!_words.TryGetValue(text, out var word))
            _words[text] = word = text;
        return word;
    }

    private sealed class EventRow
    {
        public string Number { get; init; } = "";
        public string Event { get; init; } = "";
        public long At { get; init; }
        public string? Person { get; init; }
        public string? Role { get; init; }
        public long Key { get; init; }
    }
}
