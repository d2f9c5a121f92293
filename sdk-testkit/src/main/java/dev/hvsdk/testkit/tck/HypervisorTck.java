/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of a {@link dev.hvsdk.api.Hypervisor} as tests: extend it, and say what to test.
 *
 * <p>The names of the tests begin with the ids of the rules, and {@code docs/tck.md} tells what each is for. A capability that
 * the backend does not have has to be refused in a well-formed way; what cannot be tested is shown as skipped, with the reason. Each
 * rule runs with connections and guests of its own, within a limit of time. A run writes what it saw to the directory that the
 * system property {@code hvsdk.tck.reports} names, {@code target/hvsdk-tck} unless set.
 *
 * <p>Not thread-safe: JUnit makes an instance for each rule.
 */
@ExtendWith(RuleExtension.class)
@DisplayNameGeneration(RuleNames.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@SuppressWarnings("exports") // JUnit, which whoever extends this has, and what only JUnit sees.
public abstract class HypervisorTck {
    /** For subclasses. */
    protected HypervisorTck() {}

    /** What to test; called for each rule, so that a rule can have a host of its own where hosts are cheap. */
    protected abstract TckSubject subject();

    @Nested
    @DisplayName("The subject")
    class Subject extends SubjectChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Discovery and probing")
    class Discovery extends DiscoveryChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Opening and closing")
    class Closing extends ClosingChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Listing and lookup")
    class Listing extends ListingChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Lifecycle")
    class Lifecycle extends LifecycleChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("States and reasons")
    class States extends StatesChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Events")
    class Events extends EventsChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Operations")
    class Operations extends OperationsChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Capabilities")
    class Capabilities extends CapabilitiesChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Snapshots")
    class Snapshot extends SnapshotChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Devices and features of the host")
    class Devices extends DevicesChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Inside a guest: console, commands, statistics")
    class Inside extends InsideChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Limits and native definitions")
    class Definition extends DefinitionChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Live migration")
    class Migration extends MigrationChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Storage pools and networks")
    class Resources extends ResourcesChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Counters of many guests")
    class Counters extends StatisticsChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("The agent in a guest")
    class Agent extends AgentChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Volumes and pools")
    class Volumes extends VolumesChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Power and saved states")
    class Power extends PowerChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Virtual hardware")
    class Hardware extends HardwareChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Errors")
    class Errors extends ErrorsChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Concurrency")
    class Concurrency extends ConcurrencyChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Hostile names")
    class Names extends NamesChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Units")
    class Units extends UnitsChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Leaks")
    class Leaks extends LeaksChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Secrets")
    class Secrets extends SecretsChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }

    @Nested
    @DisplayName("Reconnection")
    class Reconnect extends ReconnectChapter {
        @Override
        TckSubject subject() {
            return HypervisorTck.this.subject();
        }
    }
}
