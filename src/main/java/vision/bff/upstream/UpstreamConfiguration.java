package vision.bff.upstream;

import java.time.Clock;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import vision.bff.chat.Chats;
import vision.bff.live.UnreadCounter;
import vision.bff.media.LinkedChats;
import vision.bff.media.LinkedMessages;
import vision.bff.media.LinkedPeople;
import vision.bff.media.MediaLinks;
import vision.bff.message.Messages;
import vision.bff.person.People;
import vision.bff.session.Sessions;
import vision.bff.time.RequestBudget;
import vision.bff.upstream.call.ChatApi;
import vision.bff.upstream.call.IndicatorApi;
import vision.bff.upstream.call.LoginApi;
import vision.bff.upstream.call.PeopleApi;
import vision.bff.upstream.call.Upstream;
import vision.bff.upstream.call.UpstreamProperties;
import vision.bff.upstream.row.Rows;
import vision.bff.upstream.site.ChatMemory;
import vision.bff.upstream.site.OlderMessages;
import vision.bff.upstream.site.SiteTraits;
import vision.bff.upstream.site.TextEncoding;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ UpstreamConfiguration.TextProperties.class,
		UpstreamConfiguration.SignInProperties.class })
class UpstreamConfiguration {

	@Bean
	@Qualifier("upstream")
	Chats upstreamChats(ChatApi api, Upstream upstream, Rows rows, SiteTraits traits, OlderMessages older, Clock clock,
			RequestBudget budget, Optional<MediaLinks> links) {
		Chats chats = new UpstreamChats(api, upstream, rows, traits, older, clock, budget.request());
		return links.<Chats>map((all) -> new LinkedChats(chats, all)).orElse(chats);
	}

	@Bean
	@Qualifier("upstream")
	Messages upstreamMessages(ChatApi api, Upstream upstream, Rows rows, SiteTraits traits, OlderMessages older,
			TextProperties texts, Ticker ticker, RequestBudget budget, MeterRegistry meters,
			Optional<MediaLinks> links) {
		ChatMemory memory = new ChatMemory(ticker);
		MessageReader reader = new MessageReader(api, upstream, rows, traits, memory);
		UnreadChats unread = new UnreadChats(api, upstream, rows, memory);
		SearchOrRead messages = new SearchOrRead(reader, unread, traits, new Looks(meters));
		Peek peek = new Peek(messages);
		MessageLocation location = new MessageLocation(messages, reader, unread);
		OwnMessages own = new OwnMessages(peek, new HighWaterMark(messages, reader, memory));
		Messages all = new UpstreamMessages(reader, location, new MessagePages(reader, peek, older),
				new MessageSearch(peek), new SeenMarking(reader, unread, memory),
				new MessageDeletion(api, upstream, location, older),
				new TextSending(api, upstream, reader, new TextProof(own, traits), own,
						new TextEncoding(texts.exact(), traits), traits),
				new ImageSending(api, upstream, reader, own), budget.request());
		return links.<Messages>map((each) -> new LinkedMessages(all, each)).orElse(all);
	}

	/** A password goes nowhere where somebody else could read it on its way. */
	@Bean
	Sessions sessions(LoginApi api, Upstream upstream, Chats chats, SignInProperties properties,
			UpstreamProperties site, RequestBudget budget) {
		return new UpstreamSessions(api, upstream, chats, properties.enabled() && site.isConfidential(),
				EvenPace.ofClock(), budget.request());
	}

	@Bean
	@Qualifier("upstream")
	People upstreamPeople(PeopleApi api, Upstream upstream, Rows rows, Clock clock, RequestBudget budget,
			Optional<MediaLinks> links) {
		People people = new UpstreamPeople(new PeopleSearch(api, upstream, rows, clock), api, upstream, rows, clock,
				budget.request());
		return links.<People>map((all) -> new LinkedPeople(people, all)).orElse(people);
	}

	@Bean
	UnreadCounter unreadCounter(IndicatorApi api, Upstream upstream, RequestBudget budget) {
		return new SiteCounter(api, upstream, budget.request());
	}

	@Bean
	OlderMessages olderMessages(Ticker ticker) {
		return new OlderMessages(ticker);
	}

	@Bean
	SiteTraits siteTraits(Ticker ticker, MeterRegistry meters) {
		return new SiteTraits(ticker, meters);
	}

	@Bean
	Rows rows(UpstreamProperties properties, MeterRegistry meters) {
		return new Rows(properties.site(), properties.zone(), meters);
	}

	@Bean
	@ConditionalOnBooleanProperty(MediaLinks.PROXY)
	MediaLinks mediaLinks(UpstreamProperties properties) {
		return new MediaLinks(properties.site());
	}

	/**
	 * How texts are sent.
	 *
	 * @param exact whether what the site would lose or change goes out as hexadecimal
	 * entities, so that it comes back as it was typed. To be turned off where other apps
	 * of the site show entities as they are.
	 */
	@ConfigurationProperties("vision.texts")
	record TextProperties(@DefaultValue("true") boolean exact) {
	}

	/**
	 * Whether people may sign in here.
	 *
	 * @param enabled {@code false} to take only sessions that begin elsewhere
	 */
	@ConfigurationProperties("vision.sign-in")
	record SignInProperties(@DefaultValue("true") boolean enabled) {
	}

}
