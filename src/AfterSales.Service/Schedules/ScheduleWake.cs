using AfterSales.Service.Sweeps;

namespace AfterSales.Service.Schedules;

/// <summary>Wakes the sweep of the schedules: Quartz's tick, a moved clock, a run by hand.</summary>
internal sealed class ScheduleWake : SweepWake;
