/** What runs on a host that is itself virtualization: monitors of virtual machines, containers, language machines. */
@NullMarked
package dev.hvsdk.host.workload;

import org.jspecify.annotations.NullMarked;
