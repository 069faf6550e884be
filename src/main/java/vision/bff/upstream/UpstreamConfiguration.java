package vision.bff.upstream;

import java.time.Clock;
import java.util.function.IntConsumer;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import vision.bff.chat.Chats;
import vision.bff.live.UnreadCounter;
import vision.bff.message.Messages;
import vision.bff.session.Sessions;
import vision.bff.time.RequestBudget;
import vision.bff.upstream.call.ChatApi;
import vision.bff.upstream.call.IndicatorApi;
import vision.bff.upstream.call.Upstream;
import vision.bff.upstream.call.UpstreamProperties;
import vision.bff.upstream.row.DisplayTime;
import vision.bff.upstream.row.Site;
import vision.bff.upstream.row.Timeline;
import vision.bff.upstream.site.ChatMemory;
import vision.bff.upstream.site.SiteTraits;
import vision.bff.upstream.site.TextEncoding;
import vision.bff.upstream.site.TextProperties;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TextProperties.class)
class UpstreamConfiguration {

	@Bean
	@Qualifier("upstream")
	Chats upstreamChats(ChatApi api, Upstream upstream, Site site, DisplayTime displayTime, SiteTraits traits,
			OlderMessages older, Clock clock, MeterRegistry meters, RequestBudget budget) {
		return new UpstreamChats(api, upstream, site, displayTime, traits, older, clock, dropped(meters, "get_chats"),
				budget.request());
	}

	@Bean
	@Qualifier("upstream")
	Messages upstreamMessages(ChatApi api, Upstream upstream, MessageReader reader, SearchOrRead messages,
			UnreadChats unread, Peek peek, OlderMessages older, TextProperties texts, SiteTraits traits,
			ChatMemory memory, RequestBudget budget) {
		MessageLocation location = new MessageLocation(messages, reader, unread);
		OwnMessages own = new OwnMessages(peek, new HighWaterMark(messages, reader, memory));
		TextEncoding encoding = new TextEncoding(texts.exact(), traits);
		return new UpstreamMessages(reader, location, new MessagePages(reader, peek, older), new MessageSearch(peek),
				new SeenMarking(reader, unread, memory), new MessageDeletion(api, upstream, location, older),
				new TextSending(api, upstream, reader, new TextProof(own, traits), own, encoding, traits),
				new ImageSending(api, upstream, reader, own), budget);
	}

	/** The chat list is the cheapest answer that an invalid session does not get. */
	@Bean
	Sessions sessions(@Qualifier("upstream") Chats chats) {
		return chats::all;
	}

	@Bean
	UnreadCounter unreadCounter(IndicatorApi api, Upstream upstream, RequestBudget budget) {
		return new SiteCounter(api, upstream, budget.request());
	}

	@Bean
	OlderMessages olderMessages(Peek peek, Ticker ticker) {
		return new OlderMessages(peek, ticker);
	}

	@Bean
	Peek peek(SearchOrRead messages) {
		return new Peek(messages);
	}

	@Bean
	SearchOrRead searchOrRead(MessageReader reader, UnreadChats unread, SiteTraits traits) {
		return new SearchOrRead(reader, unread, traits);
	}

	@Bean
	UnreadChats unreadChats(ChatApi api, Upstream upstream, ChatMemory memory) {
		return new UnreadChats(api, upstream, memory);
	}

	@Bean
	MessageReader messageReader(ChatApi api, Upstream upstream, Site site, DisplayTime displayTime, SiteTraits traits,
			ChatMemory memory, MeterRegistry meters) {
		return new MessageReader(api, upstream, site, new Timeline(displayTime), traits, memory,
				dropped(meters, "get_messages"));
	}

	@Bean
	SiteTraits siteTraits(Ticker ticker, MeterRegistry meters) {
		return new SiteTraits(ticker, meters);
	}

	@Bean
	ChatMemory chatMemory(Ticker ticker) {
		return new ChatMemory(ticker);
	}

	@Bean
	Site site(UpstreamProperties properties) {
		return new Site(properties.site());
	}

	@Bean
	DisplayTime displayTime(UpstreamProperties properties) {
		return new DisplayTime(properties.zone());
	}

	private static IntConsumer dropped(MeterRegistry meters, String call) {
		Counter counter = Counter.builder("vision.upstream.rows.dropped")
			.description("Rows of the upstream that could not be read and were left out")
			.tag("call", call)
			.register(meters);
		return counter::increment;
	}

}
