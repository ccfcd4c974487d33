using System.Text;
using System.Xml;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>Reads a part of a workbook element by element, with flat memory whatever is in it.</summary>
/// <remarks>Elements are told by their local names: the strict and the transitional form of the format differ in namespaces only.</remarks>
internal sealed class PartXml : IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    private readonly UnpackedStream _stream;
    private readonly XmlReader _reader;
    private readonly char[] _buffer = new char[4096];
    private readonly StringBuilder _text = new();

    public PartXml(UnpackedStream stream)
    {
        _stream = stream;
        _reader = XmlReader.Create(stream, Settings);
    }

    /// <summary>Number of elements around the current node.</summary>
    public int Depth => _reader.Depth;

    /// <summary>Local name of the current element.</summary>
    public string Name => _reader.LocalName;

    public bool IsElement => _reader.NodeType == XmlNodeType.Element;

    /// <summary>An attribute of the current element; null when it is not there.</summary>
    public string? Attribute(string name) => _reader.GetAttribute(name);

    /// <summary>An attribute in whatever namespace.</summary>
    public string? QualifiedAttribute(string name)
    {
        string? value = null;
        for (var found = _reader.MoveToFirstAttribute(); found; found = _reader.MoveToNextAttribute())
        {
            if (_reader.LocalName == name && _reader.Prefix.Length > 0)
                value = _reader.Value;
        }

        _reader.MoveToElement();
        return value;
    }

    /// <summary>Goes to the next node.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        var read = _reader.Read();
        _stream.Mark();
        if (_reader.Depth > WorkbookLimits.Depth)
            throw WorkbookFault.Damaged("elements are nested deeper than they may be");
        return read;
    }

    /// <summary>Goes to the next node within an element; the element's end is read and ends it.</summary>
    /// <param name="depth">Depth of the element.</param>
    /// <param name="isEmpty">Whether it is written as empty, and so has no end.</param>
    public bool ReadWithin(int depth, bool isEmpty) => !isEmpty && Read() && _reader.Depth > depth;

    /// <summary>Whether the current element is written as empty: <c>&lt;v/&gt;</c>.</summary>
    public bool IsEmptyElement => _reader.IsEmptyElement;

    /// <summary>The text of the current element, which is read to its end.</summary>
    /// <param name="maxLength">Of a longer text no more than one character more is taken.</param>
    public string ReadText(int maxLength)
    {
        _text.Clear();
        var depth = Depth;
        var isEmpty = IsEmptyElement;
        while (ReadWithin(depth, isEmpty))
            AppendText(maxLength);
        return Decode();
    }

    /// <summary>The text of the runs in the current element, without phonetic ones; the element is read to its end.</summary>
    /// <param name="maxLength">Of a longer text no more than one character more is taken.</param>
    public string ReadRuns(int maxLength)
    {
        _text.Clear();
        var depth = Depth;
        var isEmpty = IsEmptyElement;
        var phonetic = int.MaxValue;
        var text = int.MaxValue;
        while (ReadWithin(depth, isEmpty))
        {
            if (IsElement)
            {
                phonetic = Depth <= phonetic ? Name == "rPh" ? Depth : int.MaxValue : phonetic;
                text = Name == "t" && !IsEmptyElement ? Depth : int.MaxValue;
            }
            else if (Depth > text && phonetic == int.MaxValue)
            {
                AppendText(maxLength);
            }
        }

        return Decode();
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private void AppendText(int maxLength)
    {
        if (!_reader.HasValue)
            return;
        int read;
        while ((read = _reader.ReadValueChunk(_buffer, 0, _buffer.Length)) > 0)
        {
            _stream.Mark();
            _text.Append(_buffer, 0, Math.Min(read, maxLength + 1 - _text.Length));
        }
    }

    /// <summary>The format writes characters that XML cannot have as _x000D_.</summary>
    private string Decode()
    {
        var text = _text.ToString();
        return text.Contains("_x", StringComparison.Ordinal) ? XmlConvert.DecodeName(text) : text;
    }
}
