using AfterSales.Service.Sweeps;

namespace AfterSales.Service.Escalation;

/// <summary>Wakes the sweep of the ladder: an earlier rung was planned, or the clock moved.</summary>
internal sealed class EscalationWake : SweepWake;
