// The same BFF with the standard library of Go.
package main

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	site    = "http://127.0.0.1:9080/mobile_api/"
	keptFor = 5 * time.Second
	most    = 10_000
)

var (
	client  = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 128, DisableCompression: true}}
	link    = regexp.MustCompile(`(?s)<a href="([^"]*)"[^>]*>.*?</a>`)
	tag     = regexp.MustCompile(`<[^>]*>`)
	refused = errors.New("refused")
)

type window struct {
	Label    string  `json:"label"`
	Earliest *string `json:"earliest"`
	Latest   *string `json:"latest"`
}

type attachment struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

type message struct {
	ID             int64       `json:"id"`
	SenderID       int64       `json:"senderId"`
	RecipientID    int64       `json:"recipientId"`
	Mine           bool        `json:"mine"`
	Text           *string     `json:"text"`
	Attachment     *attachment `json:"attachment"`
	SentAt         window      `json:"sentAt"`
	SeenAt         *string     `json:"seenAt"`
	DeletedByOther bool        `json:"deletedByOther"`
}

type page struct {
	Items         []message `json:"items"`
	Older         *string   `json:"older"`
	Newer         *string   `json:"newer"`
	Total         *int      `json:"total"`
	FirstUnreadID *int64    `json:"firstUnreadId"`
}

type user struct {
	ID        int64   `json:"id"`
	Username  string  `json:"username"`
	Name      string  `json:"name"`
	AvatarURL *string `json:"avatarUrl"`
	Verified  bool    `json:"verified"`
}

type lastMessage struct {
	Text       *string `json:"text"`
	Truncated  bool    `json:"truncated"`
	Attachment *string `json:"attachment"`
}

type chat struct {
	ID           int64        `json:"id"`
	User         user         `json:"user"`
	LastMessage  *lastMessage `json:"lastMessage"`
	UnreadCount  int          `json:"unreadCount"`
	LastActivity window       `json:"lastActivity"`
	WebURL       *string      `json:"webUrl"`
}

type chats struct {
	Items       []chat `json:"items"`
	UnreadCount int    `json:"unreadCount"`
}

type messageRow struct {
	ID         int64  `json:"id"`
	SentBy     int64  `json:"sent_by"`
	SentTo     int64  `json:"sent_to"`
	Owner      bool   `json:"owner"`
	Message    string `json:"message"`
	MediaFile  string `json:"media_file"`
	MediaType  string `json:"media_type"`
	Seen       string `json:"seen"`
	DeletedFs1 string `json:"deleted_fs1"`
	DeletedFs2 string `json:"deleted_fs2"`
	Time       string `json:"time"`
}

// number is one that the site writes as a text where there is none.
type number int

func (n *number) UnmarshalJSON(data []byte) error {
	value, err := strconv.Atoi(string(bytes.Trim(data, `"`)))
	if err == nil {
		*n = number(value)
	}
	return nil
}

type chatRow struct {
	UserID      int64  `json:"user_id"`
	Username    string `json:"username"`
	Name        string `json:"name"`
	Avatar      string `json:"avatar"`
	Verified    string `json:"verified"`
	ChatID      int64  `json:"chat_id"`
	Time        string `json:"time"`
	LastMessage string `json:"last_message"`
	NewMessages number `json:"new_messages"`
	ChatURL     string `json:"chat_url"`
}

type answer[T any] struct {
	Code int `json:"code"`
	Data T   `json:"data"`
}

func ask[T any](path string, form url.Values) (T, error) {
	var parsed answer[T]
	var response *http.Response
	var err error
	if form == nil {
		response, err = client.Get(site + path)
	} else {
		response, err = client.PostForm(site+path, form)
	}
	if err != nil {
		return parsed.Data, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return parsed.Data, err
	}
	if response.StatusCode != 200 {
		return parsed.Data, errors.New("upstream")
	}
	if err := json.Unmarshal(body, &parsed); err != nil {
		return parsed.Data, err
	}
	switch parsed.Code {
	case 200, 204:
		return parsed.Data, nil
	case 401:
		return parsed.Data, refused
	default:
		return parsed.Data, errors.New("upstream")
	}
}

func https(address string) *string {
	if address == "" {
		return nil
	}
	if strings.HasPrefix(address, "http:") {
		address = "https:" + address[len("http:"):]
	}
	return &address
}

func plain(text string) *string {
	if strings.Contains(text, "<") {
		text = tag.ReplaceAllString(link.ReplaceAllString(text, "$1"), "")
	}
	text = html.UnescapeString(text)
	return &text
}

func instant(at time.Time) *string {
	text := at.UTC().Format("2006-01-02T15:04:05.000Z")
	return &text
}

func windowOf(label string) window {
	at, err := time.Parse("2 Jan, 2006 15:04", label)
	if err != nil {
		return window{Label: label}
	}
	from := time.Date(at.Year(), at.Month(), at.Day(), at.Hour()%12, 0, 0, 0, time.UTC)
	return window{label, instant(from), instant(from.Add(13*time.Hour - time.Second))}
}

func messageOf(row messageRow) message {
	result := message{ID: row.ID, SenderID: row.SentBy, RecipientID: row.SentTo, Mine: row.Owner, SentAt: windowOf(row.Time)}
	if row.MediaType == "image" {
		result.Attachment = &attachment{"image", *https(row.MediaFile)}
	} else {
		result.Text = plain(row.Message)
	}
	if seconds, err := strconv.ParseInt(row.Seen, 10, 64); err == nil && seconds != 0 {
		result.SeenAt = instant(time.Unix(seconds, 0))
	}
	deleted := row.DeletedFs1
	if row.Owner {
		deleted = row.DeletedFs2
	}
	result.DeletedByOther = deleted == "Y"
	return result
}

func chatOf(row chatRow) chat {
	var last *lastMessage
	if row.LastMessage != "" {
		last = &lastMessage{Truncated: strings.HasSuffix(row.LastMessage, "..")}
		if row.LastMessage == "Image" {
			image := "image"
			last.Attachment = &image
		} else {
			last.Text = plain(row.LastMessage)
		}
	}
	return chat{row.ChatID, user{row.UserID, row.Username, html.UnescapeString(row.Name), https(row.Avatar), row.Verified == "1"}, last,
		int(row.NewMessages), windowOf(row.Time), https(row.ChatURL)}
}

type list struct {
	json  []byte
	etag  string
	until time.Time
	ready chan struct{}
	err   error
}

var (
	lock  sync.Mutex
	lists = map[string]*list{}
)

// listOf asks once for all who want the list at the same time.
func listOf(token string) *list {
	lock.Lock()
	kept, found := lists[token]
	if found {
		select {
		case <-kept.ready:
			found = kept.err == nil && time.Now().Before(kept.until)
		default:
		}
	}
	if found {
		lock.Unlock()
		<-kept.ready
		return kept
	}
	if len(lists) >= most {
		for some := range lists {
			delete(lists, some)
			break
		}
	}
	fresh := &list{ready: make(chan struct{})}
	lists[token] = fresh
	lock.Unlock()
	defer close(fresh.ready)
	rows, err := ask[[]chatRow]("get_chats?session_id="+url.QueryEscape(token), nil)
	if err != nil {
		fresh.err = err
		return fresh
	}
	body := chats{Items: make([]chat, len(rows))}
	for i, row := range rows {
		body.Items[i] = chatOf(row)
		body.UnreadCount += body.Items[i].UnreadCount
	}
	fresh.json, fresh.err = json.Marshal(body)
	sum := md5.Sum(fresh.json)
	fresh.etag = `"` + hex.EncodeToString(sum[:]) + `"`
	fresh.until = time.Now().Add(keptFor)
	return fresh
}

func fail(w http.ResponseWriter, err error) {
	if errors.Is(err, refused) {
		w.WriteHeader(401)
	} else {
		w.WriteHeader(502)
	}
}

func write(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}

func serveChats(w http.ResponseWriter, r *http.Request, token string) {
	found := listOf(token)
	if found.err != nil {
		fail(w, found.err)
		return
	}
	w.Header().Set("Cache-Control", "no-cache, private")
	w.Header().Set("Vary", "Authorization")
	w.Header().Set("Etag", found.etag)
	if r.Header.Get("If-None-Match") == found.etag {
		w.WriteHeader(304)
		return
	}
	write(w, 200, found.json)
}

func servePage(w http.ResponseWriter, r *http.Request, token string, userID int64) {
	limit := 20
	if given := r.URL.Query().Get("limit"); given != "" {
		var err error
		if limit, err = strconv.Atoi(given); err != nil || limit < 1 || limit > 100 {
			w.WriteHeader(400)
			return
		}
	}
	rows, err := ask[[]messageRow](fmt.Sprintf("get_messages?session_id=%s&user_id=%d&page_size=%d", url.QueryEscape(token), userID, limit), nil)
	if err != nil {
		fail(w, err)
		return
	}
	result := page{Items: make([]message, len(rows))}
	for i, row := range rows {
		result.Items[i] = messageOf(row)
		if result.FirstUnreadID == nil && !result.Items[i].Mine && result.Items[i].SeenAt == nil {
			result.FirstUnreadID = &result.Items[i].ID
		}
	}
	if len(rows) == limit {
		older := fmt.Sprintf("/chats/%d/messages?before=%d&limit=%d", userID, rows[0].ID, limit)
		result.Older = &older
	}
	body, _ := json.Marshal(result)
	w.Header().Set("Cache-Control", "no-store")
	write(w, 200, body)
}

func send(w http.ResponseWriter, r *http.Request, token string, userID int64) {
	var body struct {
		Text string `json:"text"`
	}
	if err := json.NewDecoder(io.LimitReader(r.Body, 65536)).Decode(&body); err != nil || body.Text == "" || len(body.Text) > 12000 {
		w.WriteHeader(400)
		return
	}
	row, err := ask[messageRow]("send_message", url.Values{"session_id": {token}, "user_id": {strconv.FormatInt(userID, 10)}, "type": {"text"},
		"message": {body.Text}})
	if err != nil {
		fail(w, err)
		return
	}
	lock.Lock()
	delete(lists, token)
	lock.Unlock()
	answer, _ := json.Marshal(messageOf(row))
	w.Header().Set("Location", fmt.Sprintf("/chats/%d/messages/%d", userID, row.ID))
	w.Header().Set("Cache-Control", "no-store")
	write(w, 201, answer)
}

func cutPrefix(text, prefix string) (string, bool) {
	return strings.TrimPrefix(text, prefix), strings.HasPrefix(text, prefix)
}

func cutSuffix(text, suffix string) (string, bool) {
	return strings.TrimSuffix(text, suffix), strings.HasSuffix(text, suffix)
}

func serve(w http.ResponseWriter, r *http.Request) {
	token, bearer := cutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !bearer || token == "" {
		w.WriteHeader(401)
		return
	}
	if r.URL.Path == "/chats" && r.Method == http.MethodGet {
		serveChats(w, r, token)
		return
	}
	middle, chats := cutPrefix(r.URL.Path, "/chats/")
	middle, messages := cutSuffix(middle, "/messages")
	userID, err := strconv.ParseInt(middle, 10, 64)
	switch {
	case !chats || !messages:
		w.WriteHeader(404)
	case err != nil || userID < 1:
		w.WriteHeader(400)
	case r.Method == http.MethodGet:
		servePage(w, r, token, userID)
	case r.Method == http.MethodPost:
		send(w, r, token, userID)
	default:
		w.WriteHeader(405)
	}
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:9087", http.HandlerFunc(serve)))
}
