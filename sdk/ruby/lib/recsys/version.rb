# frozen_string_literal: true

module Recsys
  VERSION = '0.1.0'
end
