using AfterSales.Service.Sweeps;

namespace AfterSales.Service.Deadlines.Moves;

/// <summary>Wakes the sweep over pending moves: a rule was edited.</summary>
internal sealed class MoveWake : SweepWake;
