namespace OrleansChat.Tests.Storage.Measuring;

/// <summary>Usernames such as people choose: syllables with digits, a few in Chinese; the number at the end keeps them apart.</summary>
internal static class MeasuredNames
{
    private static readonly string[] s_syllables =
        ["zhang", "wang", "li", "chen", "liu", "yang", "huang", "zhao", "wu", "zhou", "xu", "sun", "ma", "zhu", "hu", "guo", "he", "gao", "lin", "luo", "xiao", "ming", "hong", "wei", "fang"];

    private static readonly string[] s_characters = ["张", "王", "李", "陈", "刘", "杨", "黄", "赵", "吴", "周", "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋"];

    /// <summary>The name of a number; always the same one.</summary>
    public static string Of(int id)
    {
        var random = new Random(id);
        var parts = random.Next(10) == 0 ? s_characters : s_syllables;
        var name = parts[random.Next(parts.Length)] + parts[random.Next(parts.Length)];
        return $"{name}{(random.Next(2) == 0 ? "_" : "")}{id}";
    }
}
