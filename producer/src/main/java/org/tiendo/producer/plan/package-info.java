/** Plans as data: catalogue files are read, checked, mapped to the contract and published. */
@NullMarked
package org.tiendo.producer.plan;

import org.jspecify.annotations.NullMarked;
