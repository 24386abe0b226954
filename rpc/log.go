package rpc

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// maxLogText is how many bytes of an error's text a log line holds: names of members that a caller
// made up are part of it.
const maxLogText = 1000

// LogCalls is an interceptor that logs every call when it is done: its method, id as JSON text,
// request id, duration in milliseconds, code (0 for a result) and error. Params, results and credentials are never
// logged. Calls that were answered with a result are logged at level info, others at level warn;
// the Handler logs the cause of an internal error, and of an Unavailable, by itself, at level error
// and with the same request id. A nil logger means slog.Default().
func LogCalls(logger *slog.Logger) Interceptor {
	if logger == nil {
		logger = slog.Default()
	}
	return func(next CallFunc) CallFunc {
		return func(ctx context.Context, call *Call) error {
			start := time.Now()
			err := next(ctx, call)
			level := callLevel(ctx, err)
			if !logger.Enabled(ctx, level) {
				return err
			}
			attrs := append(callAttrs(ctx, call),
				slog.Float64("durationMs", float64(time.Since(start).Microseconds())/1000),
				slog.Int("code", CodeOf(err)))
			if err != nil && !masked(err) {
				attrs = append(attrs, slog.String("error", errorText(err)))
			}
			logger.LogAttrs(ctx, level, "rpc call", attrs...)
			return err
		}
	}
}

func callLevel(ctx context.Context, err error) slog.Level {
	if err == nil || gone(ctx, err) {
		return slog.LevelInfo
	}
	return slog.LevelWarn
}

// gone reports whether the call failed because nobody waits for its answer any more.
func gone(ctx context.Context, err error) bool {
	return ctx.Err() == context.Canceled && errors.Is(err, context.Canceled)
}

func callAttrs(ctx context.Context, call *Call) []slog.Attr {
	attrs := make([]slog.Attr, 0, 8)
	attrs = append(attrs, slog.String("method", call.Method()))
	if !call.Notification() {
		attrs = append(attrs, slog.String("id", string(call.ID())))
	}
	if index, size := call.Batch(); size > 0 {
		attrs = append(attrs, slog.Int("batchIndex", index), slog.Int("batchSize", size))
	}
	return append(attrs, slog.String("requestId", RequestID(ctx)))
}

// masked reports whether callers are not told the cause of an error.
func masked(err error) bool {
	code := CodeOf(err)
	return code == CodeInternalError || code == CodeUnavailable
}

// logFailure logs what nobody is told: the cause of an internal error or of an Unavailable, and why
// a notification failed. A caller who is gone made no error.
func (h *Handler) logFailure(ctx context.Context, call *Call, err error) {
	level, text := slog.LevelError, "rpc internal error"
	switch {
	case !masked(err) && !call.Notification():
		return
	case gone(ctx, err):
		level, text = slog.LevelDebug, "rpc caller is gone"
	case CodeOf(err) == CodeUnavailable:
		text = "rpc unavailable"
	case !masked(err):
		level, text = slog.LevelWarn, "rpc notification failed"
	}
	attrs := append(callAttrs(ctx, call),
		slog.Int("code", CodeOf(err)), slog.String("error", errorText(err)))
	var raised *panicError
	if errors.As(err, &raised) {
		attrs = append(attrs, slog.String("stack", string(raised.stack)))
	}
	h.options.Logger.LogAttrs(ctx, level, text, attrs...)
}

// errorText returns the text of an error, cut. The text of an error that a handler made may panic.
func errorText(err error) (text string) {
	defer func() {
		if recover() != nil {
			text = "error without a text: its Error method panics"
		}
	}()
	text = err.Error()
	if len(text) > maxLogText {
		text = string(cutText([]byte(text), maxLogText)) + "…"
	}
	return text
}

// cutText returns the first n bytes of text, or a few less so that no letter is cut in two.
func cutText(text []byte, n int) []byte {
	for n > 0 && text[n]&0xC0 == 0x80 {
		n--
	}
	return text[:n]
}
