using System.Globalization;

namespace Tributary.Lab;

/// <summary>An instruction as the verifier and <c>llvm-objdump</c> write it: <c>if w2 s&lt; 5 goto +1</c>.</summary>
internal static class InstructionText
{
    private static readonly string[] Arithmetic = ["+=", "-=", "*=", "/=", "|=", "&=", "<<=", ">>=", "neg", "%=", "^=", "=", "s>>=", "swap", "?", "?"];
    private static readonly string[] Comparisons = ["", "==", ">", ">=", "&", "!=", "s>", "s>=", "", "", "<", "<=", "s<", "s<=", "", ""];
    private static readonly string[] Widths = ["u32", "u16", "u8", "u64"];

    /// <summary>Its text.</summary>
    public static string Of(BpfInstruction instruction) => instruction.Class switch
    {
        BpfClass.Load => OfLoad(instruction),
        BpfClass.LoadMemory => $"{Register(instruction, instruction.Target)} = {Place(instruction, instruction.Source)}",
        BpfClass.Store => $"{Place(instruction, instruction.Target)} = {Text(instruction.Value)}",
        BpfClass.StoreRegister => instruction.Mode == BpfInstruction.Atomic ? OfAtomic(instruction) : $"{Place(instruction, instruction.Target)} = r{Text(instruction.Source)}",
        BpfClass.Jump or BpfClass.Jump32 => OfJump(instruction),
        _ => OfArithmetic(instruction),
    };

    private static string OfLoad(BpfInstruction instruction) => instruction.IsWide
        ? $"r{Text(instruction.Target)} = {(((ulong)(uint)instruction.Upper << 32) | (uint)instruction.Value).ToString(CultureInfo.InvariantCulture)} ll"
        : $"r0 = *({Width(instruction)} *)skb[{(instruction.Mode == 0x40 ? $"r{Text(instruction.Source)}" : Text(instruction.Value))}]";

    private static string OfArithmetic(BpfInstruction instruction)
    {
        var target = Register(instruction, instruction.Target);
        var operand = instruction.TakesRegister ? Register(instruction, instruction.Source) : Text(instruction.Value);
        return instruction.Operation switch
        {
            0x80 => $"{target} = -{target}",
            BpfInstruction.Swap => $"r{Text(instruction.Target)} = {(instruction.Class == BpfClass.Arithmetic64 ? "bswap" : instruction.TakesRegister ? "be" : "le")}{Text(instruction.Value)} r{Text(instruction.Target)}",
            BpfInstruction.Move when instruction is { TakesRegister: true, Jump: not 0 } => $"{target} = (s{Text(instruction.Jump)}){operand}",
            BpfInstruction.Divide or BpfInstruction.Modulo when instruction.Jump != 0 => $"{target} s{Arithmetic[instruction.Operation >> 4]} {operand}",
            _ => $"{target} {Arithmetic[instruction.Operation >> 4]} {operand}",
        };
    }

    private static string OfJump(BpfInstruction instruction)
    {
        var way = instruction.Jump.ToString("+#;-#;+0", CultureInfo.InvariantCulture);
        if (instruction.Code == BpfInstruction.Call) return $"call {Text(instruction.Value)}";
        if (instruction.Code == BpfInstruction.CallRegister) return $"callx r{Text(instruction.Target)}";
        if (instruction.Code == BpfInstruction.Exit) return "exit";
        if (instruction.Operation == BpfInstruction.Always)
            return instruction.Class == BpfClass.Jump32 ? $"gotol {instruction.Value.ToString("+#;-#;+0", CultureInfo.InvariantCulture)}" : $"goto {way}";
        if (instruction.Operation == BpfInstruction.MayGoto) return $"may_goto {way}";

        var operand = instruction.TakesRegister ? Register(instruction, instruction.Source) : Text(instruction.Value);
        return $"if {Register(instruction, instruction.Target)} {Comparisons[instruction.Operation >> 4]} {operand} goto {way}";
    }

    private static string OfAtomic(BpfInstruction instruction)
    {
        var place = Place(instruction, instruction.Target);
        var source = $"r{Text(instruction.Source)}";
        return instruction.Value switch
        {
            0x100 => $"r{Text(instruction.Target)} = load_acquire({Place(instruction, instruction.Source)})",
            0x110 => $"store_release({place}, {source})",
            0xe1 => $"{source} = xchg({place}, {source})",
            0xf1 => $"r0 = cmpxchg({place}, r0, {source})",
            _ => $"lock {place} {Arithmetic[(instruction.Value >> 4) & 15]} {source}{((instruction.Value & 1) != 0 ? " (fetch)" : "")}",
        };
    }

    // Arithmetic and comparisons of 32 bits name the lower half.
    private static string Register(BpfInstruction instruction, byte number) =>
        (instruction.Class is BpfClass.Arithmetic32 or BpfClass.Jump32 ? "w" : "r") + Text(number);

    private static string Place(BpfInstruction instruction, byte number) =>
        $"*({(instruction.Mode == BpfInstruction.MemorySigned ? 's' + Width(instruction)[1..] : Width(instruction))} *)(r{Text(number)} {(instruction.Jump < 0 ? "-" : "+")} {Text(Math.Abs((int)instruction.Jump))})";

    private static string Width(BpfInstruction instruction) => Widths[(instruction.Code >> 3) & 3];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
