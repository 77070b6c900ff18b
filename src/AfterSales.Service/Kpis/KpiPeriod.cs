using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis;

/// <summary>A stretch of whole local days.</summary>
/// <param name="Id">For data: <c>2026-11</c>, <c>2026-Q4</c>, <c>2026</c>; years of the solar calendar say so: <c>1405-08 solar</c>.</param>
/// <param name="Name">For people, in each language: <c>November 2026</c>, <c>آبان ۱۴۰۵</c>.</param>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
/// <param name="From">The instant at which it begins in the zone asked for.</param>
/// <param name="To">The instant at which it is over; no longer part of it.</param>
/// <param name="IsOpen">It is not over yet: its figures may still change.</param>
public sealed record KpiPeriod(string Id, LocalText Name, LocalText ShortName, DateOnly First, DateOnly Last, DateTimeOffset From, DateTimeOffset To, bool IsOpen);
