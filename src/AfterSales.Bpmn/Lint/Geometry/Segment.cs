using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Geometry;

/// <summary>One straight piece of a line.</summary>
internal readonly record struct Segment(Point From, Point To)
{
    /// <summary>Horizontal or vertical.</summary>
    public bool IsStraight => From.X == To.X || From.Y == To.Y;

    private Box Bounds => new(
        Math.Min(From.X, To.X), Math.Min(From.Y, To.Y), Math.Abs(From.X - To.X), Math.Abs(From.Y - To.Y));

    /// <summary>True when the two pieces have a point in common, ends included.</summary>
    public bool Meets(Segment other)
    {
        var (a, b) = (Bounds, other.Bounds);
        if (a.X > b.Right || b.X > a.Right || a.Y > b.Bottom || b.Y > a.Bottom)
            return false;
        if (IsStraight && other.IsStraight)
            return true;
        return Side(other.From) * Side(other.To) <= 0 && other.Side(From) * other.Side(To) <= 0;
    }

    /// <summary>True when the piece has a point inside the box; its border does not count.</summary>
    public bool Enters(Box box)
    {
        var bounds = Bounds;
        var overlaps = bounds.X < box.Right && box.X < bounds.Right && bounds.Y < box.Bottom && box.Y < bounds.Bottom;
        return overlaps && (IsStraight || Corners(box).Select(Side).Distinct().Count() > 1);
    }

    private static IEnumerable<Point> Corners(Box box) =>
        [new(box.X, box.Y), new(box.Right, box.Y), new(box.X, box.Bottom), new(box.Right, box.Bottom)];

    /// <summary>On which side of the (endless) line a point lies: -1, 0 or 1.</summary>
    private int Side(Point point) => Math.Sign((To.X - From.X) * (point.Y - From.Y) - (To.Y - From.Y) * (point.X - From.X));
}
