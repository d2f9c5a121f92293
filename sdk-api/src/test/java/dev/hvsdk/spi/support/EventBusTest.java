/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.Subscription;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EventBusTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final List<EventBus> buses = new ArrayList<>();
    private final BlockingQueue<HypervisorEvent> delivered = new LinkedBlockingQueue<>();

    private EventBus bus(int capacity) {
        EventBus bus = EventBus.of("test", capacity, CLOCK);
        buses.add(bus);
        return bus;
    }

    @AfterEach
    void closeBuses() {
        buses.forEach(EventBus::close);
    }

    private static HypervisorEvent event(int number) {
        return new GuestEvent.Changed(NOW, GuestId.of("g"), Integer.toString(number));
    }

    private List<String> take(int count) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(delivered.take().toString());
        }
        return texts;
    }

    /** A listener that holds the first event until it is let go, and so has the queue fill up behind it. */
    private final class Slow implements Consumer<HypervisorEvent> {
        private final CountDownLatch holding = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);

        @Override
        public void accept(HypervisorEvent event) {
            holding.countDown();
            Latches.await(letGo);
            delivered.add(event);
        }
    }

    @Test
    void deliversInOrderToEachListenerByADaemonThreadOfItsOwn() throws InterruptedException {
        EventBus bus = bus(100);
        Map<Thread, List<HypervisorEvent>> byThread = new ConcurrentHashMap<>();
        CountDownLatch all = new CountDownLatch(60);
        for (int i = 0; i < 3; i++) {
            bus.subscribe(event -> {
                byThread.computeIfAbsent(Thread.currentThread(), thread -> new ArrayList<>())
                        .add(event);
                all.countDown();
            });
        }
        List<HypervisorEvent> published = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            published.add(event(i));
            bus.publish(published.get(i));
        }
        all.await();
        assertThat(byThread.values())
                .hasSize(3)
                .allSatisfy(events -> assertThat(events).isEqualTo(published));
        assertThat(byThread.keySet())
                .allMatch(Thread::isDaemon)
                .extracting(Thread::getName)
                .containsExactlyInAnyOrder("test-events-1", "test-events-2", "test-events-3");
    }

    @Test
    void deliversNothingThatWasPublishedBeforeTheSubscription() throws InterruptedException {
        EventBus bus = bus(10);
        bus.publish(event(1));
        bus.subscribe(delivered::add);
        bus.publish(event(2));
        assertThat(take(1)).containsExactly("2 changed");
    }

    @Test
    void marksAGapOnceAndWhereItIs() throws InterruptedException {
        EventBus bus = bus(3);
        Slow listener = new Slow();
        bus.subscribe(listener);
        bus.publish(event(0));
        listener.holding.await();
        for (int i = 1; i <= 10; i++) {
            bus.publish(event(i));
        }
        listener.letGo.countDown();
        assertThat(take(5)).containsExactly("0 changed", "1 changed", "2 changed", "3 changed", "lost at least 7");
        bus.publish(event(11));
        assertThat(take(1)).containsExactly("11 changed");
    }

    @Test
    void marksAGapBeforeTheNextEventThatFits() throws InterruptedException {
        EventQueue queue = new EventQueue(3, CLOCK);
        for (int i = 0; i < 6; i++) {
            queue.offer(event(i));
        }
        assertThat(queue.take()).get().hasToString("0 changed");
        // One place is not enough for the mark and the event: the gap grows instead of the queue.
        queue.offer(event(6));
        assertThat(queue.take()).get().hasToString("1 changed");
        queue.offer(event(7));
        assertThat(queue.take()).get().hasToString("2 changed");
        assertThat(queue.take()).get().hasToString("lost at least 4");
        assertThat(queue.take()).get().hasToString("7 changed");
        queue.offer(event(8));
        assertThat(queue.take()).get().hasToString("8 changed");
    }

    @Test
    void aLostEventTellsWhenTheGapBegan() {
        AtomicReference<Instant> time = new AtomicReference<>(NOW);
        EventQueue queue = new EventQueue(1, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.get();
            }
        });
        queue.offer(event(0));
        queue.offer(event(1));
        time.set(NOW.plusSeconds(5));
        queue.offer(event(2));
        assertThat(queue.take()).isPresent();
        assertThat(queue.take()).get().satisfies(lost -> assertThat(lost.time()).isEqualTo(NOW));
        queue.offer(event(3));
        queue.offer(event(4));
        assertThat(queue.take()).get().hasToString("3 changed");
        assertThat(queue.take()).get().satisfies(lost -> assertThat(lost.time()).isEqualTo(NOW.plusSeconds(5)));
    }

    @Test
    void countsWhatALostMarkStoodFor() {
        EventQueue queue = new EventQueue(1, CLOCK);
        queue.offer(event(0));
        queue.offer(new HypervisorEvent.Lost(NOW, 40));
        queue.offer(event(1));
        assertThat(queue.take()).isPresent();
        assertThat(queue.take()).get().hasToString("lost at least 41");
        queue.offer(event(0));
        queue.offer(new HypervisorEvent.Lost(NOW, Long.MAX_VALUE));
        queue.offer(event(1));
        assertThat(queue.take()).isPresent();
        assertThat(queue.take()).get().hasToString("lost at least " + Long.MAX_VALUE);
    }

    @Test
    void needsRoomForOneEvent() {
        assertThatIllegalArgumentException().isThrownBy(() -> EventBus.of("test", 0, CLOCK));
    }

    @Test
    void goesOnAfterWhateverAListenerThrows() throws InterruptedException {
        EventBus bus = bus(100);
        try (CapturedLog log = CapturedLog.of(EventBus.class)) {
            bus.subscribe(event -> {
                delivered.add(event);
                if (event.toString().startsWith("1 ")) {
                    throw new IllegalStateException("no luck");
                } else if (event.toString().startsWith("2 ")) {
                    throw new AssertionError("no luck");
                } else if (event.toString().startsWith("3 ")) {
                    Thread.currentThread().interrupt();
                }
            });
            for (int i = 0; i < 6; i++) {
                bus.publish(event(i));
            }
            assertThat(take(6)).endsWith("4 changed", "5 changed");
            assertThat(log.warnings())
                    .hasSize(2)
                    .allSatisfy(record -> assertThat(record.getThrown()).hasMessage("no luck"))
                    .first()
                    .satisfies(record -> assertThat(record.getMessage()).contains("1 changed"));
        }
    }

    @Test
    void closeWaitsForADeliveryInProgress() throws InterruptedException {
        EventBus bus = bus(10);
        Slow listener = new Slow();
        Subscription subscription = bus.subscribe(listener);
        bus.publish(event(0));
        bus.publish(event(1));
        listener.holding.await();
        AtomicBoolean begun = new AtomicBoolean();
        CountDownLatch closing = new CountDownLatch(1);
        Crowd closer = Crowd.of(1, number -> {
            closing.countDown();
            subscription.close();
            begun.set(true);
            // The first was delivered before close() returned, the second never.
            assertThat(delivered).extracting(HypervisorEvent::toString).containsExactly("0 changed");
        });
        closing.await();
        awaitClosed(subscription);
        assertThat(begun).isFalse();
        listener.letGo.countDown();
        closer.join();
        assertThat(subscription.isOpen()).isFalse();
        subscription.close();
    }

    private static void awaitClosed(Subscription subscription) {
        while (subscription.isOpen()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anInterruptedCloserStillWaitsAndKeepsItsInterrupt() throws InterruptedException {
        EventBus bus = bus(10);
        Slow listener = new Slow();
        Subscription subscription = bus.subscribe(listener);
        bus.publish(event(0));
        listener.holding.await();
        Crowd closer = Crowd.of(1, number -> {
            Thread.currentThread().interrupt();
            subscription.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(delivered).hasSize(1);
        });
        awaitClosed(subscription);
        listener.letGo.countDown();
        closer.join();
    }

    @Test
    void aListenerMayCloseItsOwnSubscription() throws InterruptedException {
        EventBus bus = bus(10);
        AtomicReference<Subscription> own = new AtomicReference<>();
        CountDownLatch subscribed = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        own.set(bus.subscribe(event -> {
            Latches.await(subscribed);
            own.get().close();
            delivered.add(event);
            closed.countDown();
        }));
        subscribed.countDown();
        bus.publish(event(0));
        bus.publish(event(1));
        closed.await();
        own.get().close();
        assertThat(take(1)).containsExactly("0 changed");
        assertThat(delivered).isEmpty();
    }

    @RepeatedTest(20)
    void twoListenersMayCloseEachOther() throws InterruptedException {
        EventBus bus = bus(10);
        List<Subscription> both = new ArrayList<>();
        CountDownLatch ready = new CountDownLatch(1);
        CountDownLatch inBoth = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            both.add(bus.subscribe(event -> {
                inBoth.countDown();
                Latches.await(ready);
                Latches.await(inBoth);
                both.get(other).close();
            }));
        }
        ready.countDown();
        bus.publish(event(0));
        inBoth.await();
        both.forEach(Subscription::close);
    }

    @RepeatedTest(20)
    void aListenerMayCloseTheConnectionThatIsBeingClosed() throws InterruptedException {
        OpenState state = OpenState.of("connection");
        EventBus bus = state.register(bus(10));
        CountDownLatch inListener = new CountDownLatch(1);
        bus.subscribe(event -> {
            inListener.countDown();
            state.close();
        });
        bus.publish(event(0));
        inListener.await();
        state.close();
        assertThat(state.isOpen()).isFalse();
    }

    @Test
    void refusesListenersAndDropsEventsOnceItIsClosed() {
        EventBus bus = bus(10);
        Subscription subscription = bus.subscribe(delivered::add);
        bus.close();
        bus.close();
        bus.publish(event(0));
        assertThat(subscription.isOpen()).isFalse();
        assertThatExceptionOfType(HypervisorClosedException.class)
                .isThrownBy(() -> bus.subscribe(delivered::add))
                .withMessageContaining("test");
        assertThat(delivered).isEmpty();
    }

    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        EventBus bus = EventBus.of("threads", 10, CLOCK);
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            subscriptions.add(bus.subscribe(delivered::add));
        }
        List<Thread> threads = threadsNamed("threads-events-");
        assertThat(threads).hasSize(10);
        subscriptions.subList(0, 5).forEach(Subscription::close);
        bus.close();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(threadsNamed("threads-events-")).isEmpty();
    }

    private static List<Thread> threadsNamed(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 1000})
    void losesNothingUncountedAndKeepsTheOrderOfEachGuest(int capacity) throws InterruptedException {
        int publishers = 4;
        int perPublisher = 5000;
        EventBus bus = bus(capacity);
        CountDownLatch accounted = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            Random random = new Random(20261107 + i);
            Map<String, Integer> last = new ConcurrentHashMap<>();
            AtomicLong count = new AtomicLong();
            bus.subscribe(event -> {
                if (event instanceof HypervisorEvent.Lost lost) {
                    count.addAndGet(lost.atLeast());
                } else if (event instanceof GuestEvent guest) {
                    count.incrementAndGet();
                    Integer before = last.put(guest.guest().value(), Integer.parseInt(guest.name()));
                    if (before != null && before >= Integer.parseInt(guest.name())) {
                        count.set(Long.MIN_VALUE);
                    }
                }
                if (random.nextInt(50) == 0) {
                    Thread.onSpinWait();
                }
                if (count.get() == (long) publishers * perPublisher) {
                    accounted.countDown();
                }
            });
        }
        Crowd.of(publishers, number -> {
                    GuestId guest = GuestId.of("guest-" + number);
                    for (int i = 0; i < perPublisher; i++) {
                        bus.publish(new GuestEvent.Changed(NOW, guest, Integer.toString(i)));
                    }
                })
                .join();
        accounted.await();
    }

    @RepeatedTest(20)
    void deliversNothingOnceCloseHasReturned(RepetitionInfo repetition) throws InterruptedException {
        EventBus bus = bus(8);
        Random random = new Random(20261108 + repetition.getCurrentRepetition());
        int closeAfter = random.nextInt(2000);
        AtomicBoolean closed = new AtomicBoolean();
        AtomicBoolean late = new AtomicBoolean();
        Subscription subscription = bus.subscribe(event -> {
            if (closed.get()) {
                late.set(true);
            }
        });
        Crowd.of(3, number -> {
                    for (int i = 0; i < 2000; i++) {
                        if (number == 0 && i == closeAfter) {
                            subscription.close();
                            closed.set(true);
                        } else {
                            bus.publish(event(i));
                        }
                    }
                })
                .join();
        bus.close();
        assertThat(closed).isTrue();
        assertThat(late).isFalse();
    }

    @RepeatedTest(20)
    void subscribingWhileItClosesLeavesNothingOpen() throws InterruptedException {
        EventBus bus = bus(8);
        Queue<Subscription> subscriptions = new ConcurrentLinkedQueue<>();
        Crowd.of(6, number -> {
                    if (number == 0) {
                        bus.close();
                        return;
                    }
                    for (int i = 0; i < 20; i++) {
                        try {
                            subscriptions.add(bus.subscribe(delivered::add));
                        } catch (HypervisorClosedException e) {
                            return;
                        }
                    }
                })
                .join();
        assertThat(subscriptions).noneMatch(Subscription::isOpen);
    }

    @Test
    void aSubscriptionIsOpenUntilItIsClosed() {
        Subscription subscription = bus(1).subscribe(event -> {});
        assertThat(subscription.isOpen()).isTrue();
        subscription.close();
        assertThat(subscription.isOpen()).isFalse();
    }
}
