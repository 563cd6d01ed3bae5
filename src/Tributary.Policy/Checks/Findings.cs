namespace Tributary.Policy;

/// <summary>What rules found, in the order in which they ran. (Sequences made by iterators would be a hundred types and five hundred methods more for the runtime to load at each start.)</summary>
public sealed class Findings : List<Finding>;
