package page

import "testing"

func TestRich(t *testing.T) {
	for _, test := range []struct{ markdown, html string }{
		{"", ""},
		{" \n", ""},
		{"A *word* and `code`.", "<p>A <em>word</em> and <code>code</code>.</p>"},
		{"One\n\ntwo", "<p>One</p>\n<p>two</p>"},
		{"# Top\n\n##### Deep", "<h3>Top</h3>\n<h6>Deep</h6>"},
		{"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"},
		{"3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>"},
		{"| a |\n|---|\n| b |", "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>"},
		// Links lead away when somebody follows them, and tell nobody from where.
		{"[a](https://example.com/b?c=d)", `<p><a href="https://example.com/b?c=d" rel="noreferrer noopener" target="_blank">a</a></p>`},
		{"[a](http://example.com \"title\")", `<p><a href="http://example.com" rel="noreferrer noopener" target="_blank">a</a></p>`},
		{"[a](javascript:alert(1)) [b](data:text/html,x) [c](//example.com) [d](/x) [e](#/x)", "<p>a b c d e</p>"},
		// What would be loaded is a text.
		{"![a *cat*](https://example.com/cat.png)", "<p>a <em>cat</em></p>"},
		// HTML is the text that it is.
		{"A list<string> of <b>x</b>", "<p>A list&lt;string&gt; of &lt;b&gt;x&lt;/b&gt;</p>"},
		{"<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"},
		{"<div onclick=x>\n\n*a*\n\n</div>", "<p>&lt;div onclick=x&gt;</p>\n<p><em>a</em></p>\n<p>&lt;/div&gt;</p>"},
		{"```js\n<b>&amp;\n```", "<pre><code>&lt;b&gt;&amp;amp;\n</code></pre>"},
		{"a & b < c > d \" e", "<p>a &amp; b &lt; c &gt; d &#34; e</p>"},
	} {
		if got := string(rich(test.markdown)); got != test.html {
			t.Errorf("%q\n got %q\nwant %q", test.markdown, got, test.html)
		}
	}
}
