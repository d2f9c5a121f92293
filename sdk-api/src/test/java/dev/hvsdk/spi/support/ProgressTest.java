/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgressTest {
    private final OpenState state = OpenState.of("test:///default");
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final OperationSource<String> source =
            Operations.of(state, ErrorFactory.of("test"), tasks::add).begin("copy");
    private final List<Long> seen = new ArrayList<>();

    private static Progress progress(long done) {
        return Progress.of("copying", done, 1000, ProgressUnit.BYTES);
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void saysNothingBeforeTheHostDoes() {
        source.operation().onProgress(progress -> seen.add(progress.done()));
        runTasks();
        assertThat(seen).isEmpty();
        assertThat(source.operation().progress()).isEmpty();
    }

    @Test
    void tellsTheLatestFirstAndThenEachLaterOneInOrder() {
        source.progress(progress(1));
        source.progress(progress(2));
        assertThat(source.operation().onProgress(progress -> seen.add(progress.done())))
                .isSameAs(source.operation());
        source.progress(progress(3));
        source.progress(progress(4));
        assertThat(seen).as("not in the thread of the backend").isEmpty();
        runTasks();
        source.progress(progress(5));
        runTasks();
        assertThat(seen).containsExactly(2L, 3L, 4L, 5L);
        assertThat(source.operation().progress())
                .get()
                .extracting(Progress::done)
                .isEqualTo(5L);
    }

    @Test
    void neverCallsAListenerThatIsBeingCalled() {
        AtomicBoolean inside = new AtomicBoolean();
        source.operation().onProgress(progress -> {
            assertThat(inside.getAndSet(true)).isFalse();
            if (progress.done() < 5) {
                source.progress(progress(progress.done() + 1));
                runTasks();
            }
            seen.add(progress.done());
            inside.set(false);
        });
        source.progress(progress(1));
        runTasks();
        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aListenerThatThrowsHarmsNeitherTheWorkNorTheOthers() {
        try (CapturedLog log = CapturedLog.of(Operations.class)) {
            source.operation().onProgress(progress -> {
                throw new AssertionError("no luck");
            });
            source.operation().onProgress(progress -> seen.add(progress.done()));
            source.progress(progress(1));
            source.progress(progress(2));
            runTasks();
            assertThat(seen).containsExactly(1L, 2L);
            assertThat(log.warnings()).hasSize(2);
            assertThat(source.complete("done")).isTrue();
            assertThat(source.operation().await()).isEqualTo("done");
        }
    }

    @Test
    void endsWithTheWork() {
        source.operation().onProgress(progress -> seen.add(progress.done()));
        source.progress(progress(1));
        source.complete("done");
        source.progress(progress(2));
        runTasks();
        assertThat(seen).as("what was said before the end is told all the same").containsExactly(1L);
        source.operation().onProgress(progress -> seen.add(-progress.done()));
        runTasks();
        assertThat(seen).containsExactly(1L, -1L);
    }

    @Test
    void aListenerThatIsFarBehindMissesTheOldestAndNotTheLatest() {
        source.operation().onProgress(progress -> seen.add(progress.done()));
        for (int i = 1; i <= ProgressListener.CAPACITY + 10; i++) {
            source.progress(progress(i));
        }
        runTasks();
        assertThat(seen).hasSize(ProgressListener.CAPACITY).isSorted().first().isEqualTo(11L);
        assertThat(seen).last().isEqualTo(ProgressListener.CAPACITY + 10L);
    }

    @RepeatedTest(10)
    void keepsTheOrderForEachListenerWhateverTheExecutorDoes() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            OperationSource<String> busy =
                    Operations.of(state, ErrorFactory.of("test"), pool).begin("copy");
            int reports = 200;
            CountDownLatch all = new CountDownLatch(3);
            AtomicInteger wrong = new AtomicInteger();
            for (int i = 0; i < 3; i++) {
                AtomicInteger inside = new AtomicInteger();
                List<Long> told = new ArrayList<>();
                busy.operation().onProgress(progress -> {
                    boolean alone = inside.incrementAndGet() == 1;
                    boolean later = told.isEmpty() || told.get(told.size() - 1) < progress.done();
                    if (!alone || !later) {
                        wrong.incrementAndGet();
                    }
                    told.add(progress.done());
                    inside.decrementAndGet();
                    if (progress.done() == reports) {
                        all.countDown();
                    }
                });
            }
            for (int i = 1; i <= reports; i++) {
                busy.progress(progress(i));
            }
            all.await();
            assertThat(wrong).hasValue(0);
        } finally {
            pool.shutdown();
            assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
