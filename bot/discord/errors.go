package discord

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"
)

var (
	errLimited = errors.New("rate limited")
	errShut    = errors.New("the channel is left alone")
	errSpent   = errors.New("too many invalid requests there")
	errBreaker = errors.New("too many invalid requests in ten minutes, asking Discord nothing until they are fewer")
)

// The error codes of Discord which are told apart.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
const (
	codeUnknownChannel     = 10003
	codeUnknownMessage     = 10008
	codeUnknownWebhook     = 10015
	codeUnknownInteraction = 10062
	codeSlowmode           = 20016
	codeTooManyCreates     = 30034
	codeAlreadyAnswered    = 40060
	codeMissingAccess      = 50001
	codeCannotDM           = 50007
	codeNotForText         = 50008
	codeVerification       = 50009
	codeMissingPermission  = 50013
	codeWrongChannelType   = 50024
	codeBadWebhookToken    = 50027
	codeInvalidForm        = 50035
	codeArchivedThread     = 50083
	codeNoHistory          = 160002
	codeThreadExists       = 160004
	codeLockedThread       = 160005
	codeTooManyThreads     = 160006
	codeAutoMod            = 200000
	codeAutoModTitle       = 200001
	codeHarmfulLink        = 240000
)

// apiError is Discord's refusal of a request.
type apiError struct {
	Status  int
	Code    int    // 0 where the body said none
	Message string // at most 300 characters

	retryAfter time.Duration // of a 429
}

func (e *apiError) Error() string {
	return fmt.Sprintf("discord answered %d (code %d): %s", e.Status, e.Code, e.Message)
}

// code returns Discord's error code in err, and 0 where there is none.
func code(err error) int {
	if api, ok := errors.AsType[*apiError](err); ok {
		return api.Code
	}
	return 0
}

// status returns the HTTP status in err, and 0 where there is none.
func status(err error) int {
	if api, ok := errors.AsType[*apiError](err); ok {
		return api.Status
	}
	return 0
}

// A verdict is how one failure to answer is logged.
type verdict struct {
	level slog.Level
	what  string
}

var verdicts = map[int]verdict{
	codeUnknownInteraction: {slog.LevelInfo, "the interaction was over before the answer came"},
	codeAlreadyAnswered:    {slog.LevelDebug, "the interaction was answered already"},
	codeUnknownWebhook:     {slog.LevelInfo, "the interaction's token is over"},
	codeBadWebhookToken:    {slog.LevelInfo, "the interaction's token is over"},
	codeUnknownChannel:     {slog.LevelInfo, "the channel is gone"},
	codeMissingAccess:      {slog.LevelInfo, "the bot cannot see the channel"},
	codeMissingPermission:  {slog.LevelInfo, "the bot may not speak in the channel"},
	codeCannotDM:           {slog.LevelInfo, "the user takes no direct messages from the bot"},
	codeNoHistory:          {slog.LevelInfo, "the bot may not read the history it replies to"},
	codeAutoMod:            {slog.LevelWarn, "the server's AutoMod refused the answer"},
	codeAutoModTitle:       {slog.LevelWarn, "the server's AutoMod refused the thread's name"},
	codeHarmfulLink:        {slog.LevelWarn, "discord took a link in the answer for harmful"},
	codeUnknownMessage:     {slog.LevelInfo, "the message is gone"},
	codeSlowmode:           {slog.LevelInfo, "the channel's slow mode refused the answer"},
	codeNotForText:         {slog.LevelInfo, "the channel takes no messages"},
	codeVerification:       {slog.LevelInfo, "the server's verification level keeps the bot out"},
	codeWrongChannelType:   {slog.LevelInfo, "the channel is of a kind where this cannot be done"},
	codeArchivedThread:     {slog.LevelInfo, "the thread is archived"},
	codeLockedThread:       {slog.LevelInfo, "the thread is locked"},
	codeTooManyThreads:     {slog.LevelInfo, "the server has no room for another thread"},
	codeInvalidForm:        {slog.LevelError, "discord refused the answer's form, which is a bug of this bot"},
}

// judge says how err is logged: every known code at its level, anything else as a warning.
func judge(err error) verdict {
	if v, ok := verdicts[code(err)]; ok {
		return v
	}
	switch {
	case errors.Is(err, errShut):
		return verdict{slog.LevelDebug, "the bot may not speak in the channel, which is left alone until something changes"}
	case errors.Is(err, errSpent):
		return verdict{slog.LevelInfo, "too many channels refused the bot, one more is not tried"}
	}
	if errors.Is(err, errLimited) || status(err) == http.StatusTooManyRequests {
		return verdict{slog.LevelWarn, "discord's rate limit left no time for the answer"}
	}
	return verdict{slog.LevelWarn, "the answer was not sent"}
}
